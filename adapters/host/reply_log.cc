#include "adapters/host/reply_log.h"

#include <algorithm>
#include <utility>

namespace verbatim {

ReplyLog::ReplyLog(std::size_t most, std::uint64_t seq, std::vector<KeptReply> kept)
    : most_(most), seq_(seq), replies_(std::move(kept)) {}

void ReplyLog::add(KeptReply reply) {
  seq_ = reply.seq;
  if (replies_.size() >= most_) replies_.erase(replies_.begin());
  replies_.push_back(std::move(reply));
}

const KeptReply* ReplyLog::find(std::string_view id) const {
  const auto found =
      std::ranges::find(replies_, id, [](const KeptReply& one) { return std::string_view(one.id); });
  return found == replies_.end() ? nullptr : &*found;
}

const KeptReply* ReplyLog::find(std::uint64_t seq) const {
  const auto found = std::ranges::find(replies_, seq, &KeptReply::seq);
  return found == replies_.end() ? nullptr : &*found;
}

std::vector<KeptReply> ReplyLog::after(std::uint64_t seq) const {
  const auto first = std::ranges::upper_bound(replies_, seq, {}, &KeptReply::seq);
  return {first, replies_.end()};
}

bool ReplyLog::reaches_back_to(std::uint64_t seq) const {
  return seq >= seq_ || (!replies_.empty() && replies_.front().seq <= seq + 1);
}

}  // namespace verbatim
