// RecentWords remembers the last messages of conversations, masked, in memory only: for staff, where a
// clinic shares them.
#ifndef VERBATIM_ADAPTERS_HOST_RECENT_WORDS_H_
#define VERBATIM_ADAPTERS_HOST_RECENT_WORDS_H_

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace verbatim {

// Any thread may call any function.
class RecentWords {
 public:
  static constexpr std::size_t kMessages = 5;            // of a conversation
  static constexpr std::size_t kConversations = 10'000;  // then those that began first are forgotten

  void add(const std::string& conversation, std::string_view words);
  std::vector<std::string> of(const std::string& conversation) const;  // the last one last
  void forget(const std::string& conversation);

 private:
  mutable std::mutex mutex_;
  // State below is protected by mutex_.
  std::unordered_map<std::string, std::vector<std::string>> words_;
  std::deque<std::string> began_;  // conversations, the first to begin first
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_RECENT_WORDS_H_
