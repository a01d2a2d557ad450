// A Conversation takes one turn at a time and answers a repeated message with the same reply again.
#ifndef VERBATIM_ADAPTERS_HOST_CONVERSATION_H_
#define VERBATIM_ADAPTERS_HOST_CONVERSATION_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/host/site.h"
#include "adapters/host/token.h"
#include "engine/engine.h"

namespace verbatim {

struct TurnLimits {
  std::size_t remembered_replies = 32;  // at least 1: for repeated ids, and for a client that comes back
  double messages_per_second = 10;      // over time, of one conversation; 0 for no limit
  double burst = 60;                    // at once
};

// A reply on its way to the medium.
struct Answer {
  std::uint64_t seq;             // 1, 2, 3 … in this conversation
  std::string_view in_reply_to;  // the id of the message
  const Reply& reply;
};

// Writes a reply in the form of a medium.  Called once for each reply, in the turn.
using Render = std::string (*)(const Answer& answer);

using Rendered = std::shared_ptr<const std::string>;

struct Turn {
  enum class Status {
    kAnswered,       // `rendered` holds the reply
    kRepeated,       // the id was answered before: `rendered` is that reply
    kUnknownChoice,  // no button has this value; nothing was recorded
    kTooFast,        // over the limit of messages; nothing was recorded
  };
  Status status;
  Rendered rendered = {};
};

// Any thread may call any function: turns of one conversation wait for each other,
// turns of two conversations never do.
class Conversation {
 public:
  using Clock = std::chrono::steady_clock;

  // `site` outlives the conversation.
  Conversation(const Token& token, const Site& site, const TurnLimits& limits, std::string locale);

  const Token& token() const { return token_; }
  const Site& site() const { return site_; }

  // A turn: typed text, or the value of a button.  `id` is the client's own name for it.
  Turn say(std::string_view id, std::string_view text, Render render);
  Turn choose(std::string_view id, std::string_view value, Render render);

  // The replies after `seq` that are still remembered, in order.
  std::vector<Rendered> replies_after(std::uint64_t seq) const;

  // For the registry: when it was last used, and whether anything was ever said.
  Clock::time_point last_used() const;
  bool has_turns() const { return seq_.load(std::memory_order_relaxed) > 0; }
  void touch();

 private:
  struct Remembered {
    std::size_t hash;  // of id, looked at first
    std::string id;
    Rendered rendered;
  };

  Turn take_turn(std::string_view id, const Utterance& said, Render render);
  const Remembered* find(std::string_view id) const;
  void remember(std::string_view id, Rendered rendered);
  bool was_offered(std::string_view value) const;
  bool within_rate();

  // Constant after construction.
  const Token token_;
  const Site& site_;
  const TurnLimits& limits_;

  std::atomic<Clock::rep> last_used_;
  std::atomic<std::uint64_t> seq_{0};  // written under mutex_

  // State below is protected by mutex_.
  mutable std::mutex mutex_;
  Session session_;
  std::vector<Remembered> remembered_;  // a ring: the reply `seq` stands at (seq - 1) % remembered_replies
  double allowance_;                    // messages that may come at once
  Clock::time_point allowance_at_;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_CONVERSATION_H_
