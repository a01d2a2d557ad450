#include "adapters/host/recent_words.h"

#include <algorithm>

#include "adapters/host/masking.h"

namespace verbatim {

void RecentWords::add(const std::string& conversation, std::string_view words) {
  auto kept = masked(words);
  const std::lock_guard lock(mutex_);
  const auto [entry, fresh] = words_.try_emplace(conversation);
  if (fresh) began_.push_back(conversation);
  auto& messages = entry->second;
  messages.push_back(std::move(kept));
  if (messages.size() > kMessages) messages.erase(messages.begin());
  if (began_.size() <= kConversations) return;
  words_.erase(began_.front());
  began_.pop_front();
}

std::vector<std::string> RecentWords::of(const std::string& conversation) const {
  const std::lock_guard lock(mutex_);
  const auto found = words_.find(conversation);
  return found == words_.end() ? std::vector<std::string>{} : found->second;
}

void RecentWords::forget(const std::string& conversation) {
  const std::lock_guard lock(mutex_);
  if (words_.erase(conversation) > 0) std::erase(began_, conversation);
}

}  // namespace verbatim
