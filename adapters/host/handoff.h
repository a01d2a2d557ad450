// Handing over to a person: what both doors, the chat and the messengers, share of it.
//
// The engine asks for consent and says when staff should be told (Reply::handoff); a HandoffDesk tells
// them.  The visitor hears that staff know only after the desk has written it down.
#ifndef VERBATIM_ADAPTERS_HOST_HANDOFF_H_
#define VERBATIM_ADAPTERS_HOST_HANDOFF_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace verbatim {

struct HandoffRequest {
  std::string name;  // a repeated name is the same request; secret, never passed on
  std::string site = {};
  std::string clinic = {};              // its name, for people
  std::string channel = {};             // "web", "whatsapp" …
  std::string address = {};             // where the visitor can be answered there; empty on the web
  std::string contact = {};             // a number or address that the visitor typed; empty for none
  std::vector<std::string> asked = {};  // titles of the rules that answered, the last one last
  std::vector<std::string> words = {};  // what the visitor typed, masked; empty unless the clinic shares it
  std::vector<std::string> to = {};     // whom to tell
  std::int64_t at = 0;                  // seconds since 1970
};

// From any thread.
class HandoffDesk {
 public:
  virtual ~HandoffDesk() = default;

  // Whether it can tell somebody of that name.
  virtual bool knows(const std::string& name) const = 0;

  // Writes the request down, so that staff will be told; false when it could not be.
  virtual bool take(const HandoffRequest& request) = 0;
};

// Whether the clinic hands over, and the desk knows everybody whom it names.  `desk` may be null.
bool can_hand_over(const HandoffDesk* desk, const Rulebook& rulebook);

// The clinic's own time, for TurnContext::now: "2026-11-01T14:05".
std::string clinic_time(const Clinic& clinic, std::int64_t now);

// Does what the reply asks for.  `request` has name, site, channel, address, words and time; when staff
// cannot be told the reply says that instead.  Once an hour is enough for a conversation.
// REQUIRES: can_hand_over().
void hand_over(HandoffDesk& desk, HandoffRequest request, const Rulebook& rulebook, const Session& session,
               Reply& reply);

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_HANDOFF_H_
