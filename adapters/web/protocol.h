// The codec of verbatim.v1: JSON text to frames, and replies to JSON text.
//
// adapters/web/README.md describes every field; protocol.schema.json is the same
// for machines.  Plain functions, for any thread.
#ifndef VERBATIM_ADAPTERS_WEB_PROTOCOL_H_
#define VERBATIM_ADAPTERS_WEB_PROTOCOL_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/host/conversation.h"

namespace verbatim::web {

inline constexpr std::string_view kSubprotocol = "verbatim.v1";
inline constexpr std::size_t kMaxTextCharacters = 2000;
inline constexpr std::size_t kMaxIdBytes = 64;
inline constexpr int kMaxNesting = 8;  // of objects and arrays in what a client sends

enum class ErrorCode {
  kBadJson,         // not one JSON object
  kMissingField,    // a field that this frame needs is absent or null
  kBadField,        // a field has the wrong type or an impossible value
  kUnknownType,     // no frame has this type
  kHelloFirst,      // nothing else may come before hello
  kWrongSite,       // hello names another site than the address
  kTextTooLong,     // more than kMaxTextCharacters
  kIdTooLong,       // more than kMaxIdBytes
  kUnknownChoice,   // no such choice on this site
  kRateLimited,     // too many messages: wait a little and send it again
  kBusy,            // too much waits to be answered: wait a little and send it again
  kNotStored,       // the answer could not be kept: wait a little and send it again
  kSessionEnded,    // the conversation was erased: say hello for a new one
  kUnknownReply,    // feedback for a reply that is not there (any more)
  kUnknownSite,     // HTTP only: no such site
  kWrongOrigin,     // HTTP only: this web page may not talk to this server
  kWrongMediaType,  // HTTP only: Content-Type is not application/json
};

// "bad_json", …
std::string_view name_of(ErrorCode code);

// What is wrong, for a developer.  `in_reply_to` is the id of the message, when it could be read.
struct ProtocolError {
  ErrorCode code;
  std::string detail;  // one sentence
  std::string in_reply_to = {};
  std::shared_ptr<const std::string> reply =
      nullptr;  // of kNotStored: what write_reply() wrote of the answer
};

struct Hello {
  std::string site;
  std::string session;  // empty to begin a new conversation
  std::string locale;
  std::optional<std::uint64_t> last_seq;
};

// The visitor's judgement of a reply.
struct Feedback {
  std::string id;
  std::uint64_t seq = 0;
  bool helpful = false;
};

// The visitor wants everything forgotten.
struct Erase {
  std::string id;
};

struct Typing {};

using ClientFrame = std::variant<Hello, Said, Feedback, Erase, Typing, ProtocolError>;

// Reads one frame.  Unknown fields are passed over; of a repeated field the first counts.
ClientFrame read_frame(std::string_view json);

struct Post {
  std::string session;
  std::string locale;
  Said said;
};

// Reads the body of POST /v1/{site}/messages.  `key` is the Idempotency-Key of the request: the id of a
// message that names none.
std::variant<Post, ProtocolError> read_post(std::string_view json, std::string_view key = {});

// A reply but for what differs between conversations.  This is the Render of the web.
std::string write_reply(const Reply& reply);

// The whole frame.  `session` is that of the conversation; with `tell_session` it stands in front, as POST
// answers it.
std::string write_frame(const KeptReply& reply, std::string_view session, bool tell_session = false);

// A welcome frame but for what differs between visitors, which with_session() puts in front.
std::string write_welcome(const Rulebook& rulebook);
std::string with_session(std::string_view session, bool resumed, std::string_view welcome);

// The answer to feedback and erase.
std::string write_done(std::string_view in_reply_to);

std::string write_going_away(std::chrono::milliseconds retry_after);

std::string write_error(const ProtocolError& error);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_PROTOCOL_H_
