#include "engine/engine.h"

#include "engine/dialogue/turn.h"

namespace verbatim {

Reply reply(const Rulebook& rulebook, Session& session, Utterance said, TurnContext context) {
  dialogue::Turn turn(rulebook, session, context.explain);
  return said.choice.empty() ? turn.say(said.text) : turn.choose(said.choice);
}

}  // namespace verbatim
