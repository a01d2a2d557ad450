#include "adapters/host/reply_log.h"

#include <algorithm>
#include <utility>

namespace verbatim {

ReplyLog::ReplyLog(std::size_t most, std::uint64_t seq, std::vector<KeptReply> kept)
    : most_(most), seq_(seq - std::min<std::uint64_t>(seq, kept.size())) {
  for (auto& reply : kept) add(std::move(reply));
}

void ReplyLog::add(KeptReply reply) {
  ++seq_;
  if (!reply.text) return;  // its words are lost: it keeps its number, and cannot be sent again
  if (replies_.size() == most_) replies_.erase(replies_.begin());
  replies_.push_back({seq_, std::move(reply)});
}

const NumberedReply* ReplyLog::find(std::string_view id) const {
  const auto found = std::ranges::find(
      replies_, id, [](const NumberedReply& one) { return std::string_view(one.reply.id); });
  return found == replies_.end() ? nullptr : &*found;
}

const NumberedReply* ReplyLog::find(std::uint64_t seq) const {
  const auto found = std::ranges::find(replies_, seq, &NumberedReply::seq);
  return found == replies_.end() ? nullptr : &*found;
}

std::vector<NumberedReply> ReplyLog::after(std::uint64_t seq) const {
  const auto first = std::ranges::upper_bound(replies_, seq, {}, &NumberedReply::seq);
  return {first, replies_.end()};
}

std::vector<KeptReply> ReplyLog::with(const KeptReply& next) const {
  std::vector<KeptReply> all;
  all.reserve(replies_.size() + 1);
  const auto skipped = replies_.size() == most_ ? 1u : 0u;
  for (auto i = std::size_t{skipped}; i < replies_.size(); ++i) all.push_back(replies_[i].reply);
  all.push_back(next);
  return all;
}

}  // namespace verbatim
