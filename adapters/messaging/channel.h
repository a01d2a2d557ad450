// Channel translates between one messaging platform and Verbatim: bytes to events, replies to calls.
//
// A channel is pure: no sockets, no clock, no state.  Whatever has to be remembered (which events were
// seen, what still has to be sent) is the business of the host that uses it, so a new channel is these
// few functions and nothing else.
#ifndef VERBATIM_ADAPTERS_MESSAGING_CHANNEL_H_
#define VERBATIM_ADAPTERS_MESSAGING_CHANNEL_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/messaging/account.h"
#include "adapters/messaging/draft.h"
#include "adapters/messaging/web.h"

namespace verbatim::messaging {

// Something a person sent.  All ids are opaque: they are compared and sent back, never taken apart.
struct Event {
  std::string id = {};       // the platform's own name for it: a repeated id is a repeated event
  std::string account = {};  // our side, as the platform names it
  std::string peer = {};     // whom to answer: a person, a group or a channel
  std::string thread = {};   // of the peer; empty for none
  std::string sender = {};
  std::optional<std::string> text = {};     // as typed, or the caption of a picture
  std::optional<std::string> payload = {};  // of the button that was pressed
  std::string kind = "text";                // else "image", "audio", "sticker" …
  std::string reply_to = {};                // id of the message it answers
  std::string handle = {};                  // a token that the answer needs: for a reply, or a pressed button
  std::string mention = {};                 // of us, in the text: not part of the question
  std::int64_t sent = 0;                    // seconds since 1970; 0 when the platform does not say
  bool greets = false;                      // the platform's way to begin a chat ("/start")
  bool muted = false;                       // must never be answered: an opt-out word
};

// What became of a message that we sent.
struct Receipt {
  std::string id = {};     // the platform's name of our message
  std::string state = {};  // "sent", "delivered", "read", "failed"
  std::string tracker = {};
  std::int64_t error = 0;  // the platform's number; 0 for none
};

// What one authentic request held.
struct Received {
  WebReply reply = {};  // the acknowledgement
  std::vector<Event> events = {};
  std::vector<Receipt> receipts = {};
  std::size_t ignored = 0;  // echoes, edits, reactions, events of unknown types
  bool handshake = false;   // the platform tries the address
  bool malformed = false;   // signed, but not what the platform documents
};

// How a call ended.
struct Outcome {
  enum class Kind {
    kSent,     // the platform took it
    kLater,    // not taken: try again, after `wait_ms` at the earliest
    kNever,    // refused for good
    kUnknown,  // it may have been taken: again only if the call is repeatable
  };
  Kind kind = Kind::kSent;
  std::int64_t wait_ms = 0;  // as the platform asked for; 0 when it did not
  std::int64_t code = 0;     // HTTP status, or the platform's own number
};

// What HTTP itself says.  A platform that failed inside (5xx) is taken to have done nothing.
Outcome outcome_of(const WebAnswer& answer);

// How many calls a platform takes; 0 for no limit of ours.
struct Pace {
  double per_account = 0;  // a second
  double per_peer = 0;     // a second, to one conversation
  double burst = 1;        // to one conversation at once
};

// All functions may be called from any thread.
class Channel {
 public:
  virtual ~Channel() = default;

  // As it stands in the configuration: "telegram".
  virtual std::string_view name() const = 0;

  // What an account of this channel must and may have.
  virtual const AccountNeeds& needs() const = 0;

  // How long a message may be, and what forms its choices may take, for this account.
  virtual const Limits& limits(const Account& account) const = 0;

  virtual Pace pace() const { return {}; }

  // Whether the request is the platform's own, judged on the raw bytes.  Fails closed.
  virtual bool verify(const WebRequest& request, const Account& account, std::int64_t now) const = 0;

  // Reads all events.  REQUIRES: verify() said yes.  Never throws, whatever the bytes are.
  virtual Received receive(const WebRequest& request, const Account& account) const = 0;

  // The calls that deliver an answer to the sender of `cause`, in order.  `tag` names the answer for
  // platforms that know a repetition by it; equal arguments give equal calls.
  virtual std::vector<Call> render(const std::vector<Part>& parts, const Event& cause, const Account& account,
                                   std::string_view tag, std::int64_t now) const = 0;

  // Adds the account's credentials to a call; they are never kept with it.
  virtual void authorise(Call& call, const Account& account) const = 0;

  // How many calls can be made by the response to the webhook itself, and that response.
  virtual std::size_t most_in_response() const { return 0; }
  virtual WebReply in_response(std::span<const Call>) const { return {}; }

  // What the platform's answer to a call means.
  virtual Outcome classify(const Call&, const WebAnswer& answer) const { return outcome_of(answer); }

  // The status for a request that is not authentic.
  virtual int refusal_status(const WebRequest&) const { return 401; }

  // A harmless call that only good credentials can make; nothing when there is none.
  virtual std::optional<Call> probe(const Account&) const { return std::nullopt; }

  // What a person pastes at the platform, in a few lines.
  virtual std::string setup(const Account& account) const = 0;
};

// The channel of this name, or null.  Lives for ever.
const Channel* find_channel(std::string_view name);

// All of them, by name.
const std::vector<const Channel*>& all_channels();

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_CHANNEL_H_
