// Store keeps what must outlive the process: conversations, claims of messages, replies on their way, and
// notes.
//
// It is handed a conversation's secret name and never keeps it: rows are found by a hash of the name, and
// their content is sealed with a key that only the name gives.  Whoever reads the file without it learns
// neither what was asked nor which answers were given.
#ifndef VERBATIM_ADAPTERS_STORE_STORE_H_
#define VERBATIM_ADAPTERS_STORE_STORE_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

using Instant = std::chrono::system_clock::time_point;

// Equal texts have equal keys, and different texts different ones (BLAKE2b, 128 bits).
using TextKey = std::array<unsigned char, 16>;
TextKey key_of(std::string_view text);

// A reply as it can be sent again: the clinic's own words, shared by all who were given the same.
struct KeptReply {
  std::uint64_t seq = 0;  // 1, 2, 3 … in its conversation
  std::string id;         // of the message that it answers, the client's own
  std::shared_ptr<const std::string> text;
  TextKey key{};          // of text
  std::string rule = {};  // that answered first; empty when none did
};

struct KeptConversation {
  std::string site;
  std::string session;                  // to_json() of the engine's Session
  std::uint64_t seq = 0;                // of the newest reply
  std::vector<KeptReply> replies = {};  // the last ones, oldest first
};

// A turn: the session as it is after it, and its reply.
struct KeptTurn {
  std::string site;
  std::string session;
  KeptReply reply;
  Instant expires{};  // of the whole conversation
};

// What staff may look at later; never the words of a visitor unless they are masked.
struct Note {
  enum class Kind { kUnanswered, kFeedback, kHandoff };
  Kind kind;
  std::string site;
  std::string subject;  // masked question; rule that was rated; reference of a request for a person
  std::string detail = {};
  Instant at{};
  Instant expires{};
};

struct StoreState {
  std::string problem = {};  // of the last write, one sentence; empty when it went well
  std::uint64_t saved = 0;   // writes that are durable
  std::uint64_t failed = 0;  // writes that were given back
  std::size_t waiting = 0;   // writes that are not done yet
};

// Any thread may call any function.  None of them blocks; a callback comes once, from a thread of the
// store or within the call, and must not block either.
class Store {
 public:
  enum class Saved {
    kDurable,
    kFailed,  // nothing of it is kept
    kStale,   // the turn before it is not the last one that is kept: another process was quicker
  };
  using Done = std::function<void(bool durable)>;
  // Nothing when there is no such conversation or it has expired.
  using Loaded = std::function<void(bool readable, std::optional<KeptConversation>)>;

  virtual ~Store() = default;

  // Whether save() is worth calling: a store of memory keeps no conversations, as their owner does.
  virtual bool durable() const = 0;

  // Keeps a turn; the first of a conversation has the reply number 1.
  virtual void save(const std::string& name, KeptTurn turn, std::function<void(Saved)> saved) = 0;

  // With at most `replies` of its replies.
  virtual void load(const std::string& name, std::size_t replies, Loaded loaded) = 0;

  // The replies after number `after` whose words are still kept, at most kMostReplies, oldest first.
  static constexpr std::size_t kMostReplies = 1000;
  virtual void replies(const std::string& name, std::uint64_t after,
                       std::function<void(std::vector<KeptReply>)> found) = 0;

  // Forgets a conversation, so that nothing of it is left in the files.
  virtual void erase(const std::string& name, Done done) = 0;

  virtual void note(Note note) = 0;
  virtual void notes(std::string site, std::function<void(std::vector<Note>)> all) = 0;  // newest first

  virtual StoreState state() const = 0;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_STORE_STORE_H_
