// A ReplyLog holds the last replies of a conversation, to send them again to whoever missed them.
#ifndef VERBATIM_ADAPTERS_HOST_REPLY_LOG_H_
#define VERBATIM_ADAPTERS_HOST_REPLY_LOG_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "adapters/store/store.h"

namespace verbatim {

// Belongs to whoever holds the lock of its conversation.
class ReplyLog {
 public:
  // REQUIRES: `most` is at least 1.  `kept` are replies up to `seq`, oldest first.
  explicit ReplyLog(std::size_t most, std::uint64_t seq = 0, std::vector<KeptReply> kept = {});

  std::uint64_t seq() const { return seq_; }  // of the newest reply; 0 when there is none

  // The newest takes the place of the oldest.  REQUIRES: its number follows seq().
  void add(KeptReply reply);

  // The reply to the message of this id, or that of this number, or null.
  const KeptReply* find(std::string_view id) const;
  const KeptReply* find(std::uint64_t seq) const;

  // Those after `seq` that are still here, in order.
  std::vector<KeptReply> after(std::uint64_t seq) const;

  // Whether all after `seq` are still here.
  bool reaches_back_to(std::uint64_t seq) const;

  void clear() { replies_.clear(); }

 private:
  std::size_t most_;
  std::uint64_t seq_;
  std::vector<KeptReply> replies_;  // oldest first
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_REPLY_LOG_H_
