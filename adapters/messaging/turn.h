// One turn of a messenger's conversation: an event and a session give a reply.
#ifndef VERBATIM_ADAPTERS_MESSAGING_TURN_H_
#define VERBATIM_ADAPTERS_MESSAGING_TURN_H_

#include "adapters/messaging/channel.h"
#include "engine/engine.h"

namespace verbatim::messaging {

// Answers what the event says: the button, else the words.  A picture or a voice message without words
// gets what the clinic says when it does not know.  The platform's way to begin a chat gets the greeting;
// the first reply of a conversation carries the clinic's notice.
Reply take_turn(const Rulebook& rulebook, Session& session, const Event& event, const TurnContext& context);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_TURN_H_
