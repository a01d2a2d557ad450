#include "engine/engine.h"

#include "engine/dialogue/turn.h"

namespace verbatim {

Reply reply(const Rulebook& rulebook, Session& session, Utterance said, TurnContext context) {
  dialogue::Turn turn(rulebook, session, context.explain);
  return said.choice.empty() ? turn.say(said.text) : turn.choose(said.choice);
}

bool knows_choice(const Rulebook& rulebook, std::string_view value) {
  return rulebook.find(value) != nullptr || dialogue::read_flow_value(rulebook, value);
}

}  // namespace verbatim
