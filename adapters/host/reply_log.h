// A ReplyLog holds the last replies of a conversation, to send them again to whoever missed them.
#ifndef VERBATIM_ADAPTERS_HOST_REPLY_LOG_H_
#define VERBATIM_ADAPTERS_HOST_REPLY_LOG_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/store/store.h"

namespace verbatim {

// A reply with its place in the conversation.
struct NumberedReply {
  std::uint64_t seq;  // 1, 2, 3 …
  KeptReply reply;
};

// Belongs to whoever holds the lock of its conversation.
class ReplyLog {
 public:
  // REQUIRES: `most` is at least 1.  `kept` are the last replies of those up to `seq`.
  explicit ReplyLog(std::size_t most, std::uint64_t seq = 0, std::vector<KeptReply> kept = {});

  std::uint64_t seq() const { return seq_; }  // of the newest reply; 0 when there is none

  // The newest takes the place of the oldest.
  void add(KeptReply reply);

  // The reply to the message of this id, or null.
  const NumberedReply* find(std::string_view id) const;
  const NumberedReply* find(std::uint64_t seq) const;

  // Those after `seq` that are still here, in order.
  std::vector<NumberedReply> after(std::uint64_t seq) const;

  // All of them and one more, oldest first, as a store wants them.
  std::vector<KeptReply> with(const KeptReply& next) const;

  void clear() { replies_.clear(); }

 private:
  std::size_t most_;
  std::uint64_t seq_;
  std::vector<NumberedReply> replies_;  // oldest first
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_REPLY_LOG_H_
