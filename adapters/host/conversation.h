// A Conversation takes one turn at a time and answers a repeated message with the same reply again.
//
// With a durable store a turn is answered once it is kept: until then the next one waits, and a turn that
// could not be kept has not happened.
#ifndef VERBATIM_ADAPTERS_HOST_CONVERSATION_H_
#define VERBATIM_ADAPTERS_HOST_CONVERSATION_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/host/handoff.h"
#include "adapters/host/listener.h"
#include "adapters/host/recent_words.h"
#include "adapters/host/reply_log.h"
#include "adapters/host/site.h"
#include "adapters/host/token.h"
#include "adapters/host/token_bucket.h"
#include "adapters/host/turn_observer.h"
#include "engine/engine.h"

namespace verbatim {

struct TurnLimits {
  std::size_t remembered_replies = 32;  // at least 1: for repeated ids, and for a client that comes back
  RateLimit messages{.per_second = 10, .burst = 60};  // of one conversation
};

// What all conversations of a host share.  Outlives them.
struct ConversationHome {
  const TurnLimits& limits;
  Store& store;
  RecentWords& recent_words;
  TurnObserver* observer = nullptr;
  HandoffDesk* desk = nullptr;
};

// What a client said: typed text, or the value of a button.
struct Said {
  std::string id;  // the client's own name for it
  std::string text = {};
  std::string choice = {};  // not empty for a button, and then there is no text
};

// Writes a reply in the form of a medium, without what differs between conversations: the seq of the
// reply and the id of the message.  Called once for each reply, in the turn.
using Render = std::string (*)(const Reply& reply);

struct Turn {
  enum class Status {
    kAnswered,       // `reply` is there
    kRepeated,       // the id was answered before: `reply` is that reply
    kPending,        // the reply is being kept: it comes later
    kBusy,           // another turn is being kept: try again once it is
    kStale,          // another server took a turn in it meanwhile: try again
    kNotKept,        // the store failed: `reply` is what the answer would be, and nothing was recorded
    kUnknownChoice,  // no button has this value; nothing was recorded
    kTooFast,        // over the limit of messages; nothing was recorded
    kErased,         // the conversation was erased
  };
  Status status;
  KeptReply reply = {};
};

// Any thread may call any function: turns of one conversation wait for each other, turns of two never do.
// Always held by a shared_ptr.
class Conversation : public std::enable_shared_from_this<Conversation> {
 public:
  using Clock = std::chrono::steady_clock;

  // Takes a turn that was kPending: kAnswered, kStale, kNotKept or kErased.  From a thread of the store; must
  // not block.
  using Later = std::function<void(Turn)>;

  // A new conversation, and one that was kept.  `site` and `home` outlive it.
  Conversation(const Token& token, const Site& site, const ConversationHome& home, std::string locale);
  Conversation(const Token& token, const Site& site, const ConversationHome& home, KeptConversation kept);

  const Token& token() const { return token_; }
  const Site& site() const { return site_; }

  // A turn.  `later` is called once when the status is kPending, and else never.  Listeners but `asking`
  // get news of a new reply.
  Turn take(const Said& said, Render render, const Later& later, const Listener* asking = nullptr);

  // The replies after `seq` that are still remembered, in order.
  std::vector<KeptReply> replies_after(std::uint64_t seq) const;

  // The same, with those before them that the store has.  `found` is called in the call, or later from a
  // thread of the store.
  void all_replies_after(std::uint64_t seq, std::function<void(std::vector<KeptReply>)> found) const;

  // What the store has of it now, when another server may have taken turns in it: nothing when it was erased.
  void refresh(std::optional<KeptConversation> kept);
  std::uint64_t last_seq() const;

  // The visitor's judgement of a reply.  False when there is no such reply (any more).
  bool rate(std::uint64_t seq, bool helpful);

  // Forgets everything, here and in the store.  `done` is told whether nothing is left there.
  void erase(std::function<void(bool)> done);
  bool erased() const;

  // Who hears of new replies, until it is gone.
  void add_listener(std::weak_ptr<Listener> listener);

  // For the registry: when it was last used, and whether anything was ever said.
  Clock::time_point last_used() const;
  bool has_turns() const { return turns_.load(std::memory_order_relaxed) > 0; }
  void touch();

 private:
  // A turn that is being kept.
  struct Pending {
    Session before;
    KeptReply reply;
    Later later;
  };

  std::optional<Turn> refuse(const Said& said, const Rulebook& rulebook);
  Turn keep(std::unique_lock<std::mutex> turn, Session before, KeptReply reply, const Later& later);
  void settle(Store::Saved saved);
  void finish(Turn turn, const Later& later);
  Reply answer(const Said& said, const Rulebook& rulebook);
  void observe(const Said& said, const Reply& reply, Clock::time_point began) const;
  bool was_offered(std::string_view value) const;
  void tell_listeners(const Listener* except);

  // Constant after construction.
  const Token token_;
  const Site& site_;
  const ConversationHome& home_;

  std::atomic<Clock::rep> last_used_;
  std::atomic<std::uint64_t> turns_{0};  // written under mutex_

  // State below is protected by mutex_.
  mutable std::mutex mutex_;
  Session session_;
  ReplyLog log_;
  TokenBucket allowance_;
  std::unique_ptr<Pending> pending_;
  std::vector<std::uint64_t> rated_;  // seqs
  std::vector<std::weak_ptr<Listener>> listeners_;
  bool erased_ = false;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_CONVERSATION_H_
