// Reading a typed message as an answer to the question of a flow.
#ifndef VERBATIM_ENGINE_DIALOGUE_FLOW_ANSWER_H_
#define VERBATIM_ENGINE_DIALOGUE_FLOW_ANSWER_H_

#include <optional>
#include <vector>

#include "engine/dialogue/flow_reply.h"
#include "engine/dialogue/scene.h"
#include "engine/rulebook/flow.h"

namespace verbatim::dialogue {

// The choices of the step that the message names: by their titles, their `says`, a number in their
// range, or their place among the buttons ("2", "the second one", "1 and 3").
std::vector<const FlowChoice*> understood(const Scene& scene, const FlowStep& step, const Reading& reading);

// The command whose button the message names by its text: "that is all".
std::optional<FlowValue::Kind> understood_command(const Scene& scene, const Reading& reading);

// Of several choices that were meant for one question the most cautious counts: one that leads to a
// rule, then one with the most cautious outcome.  REQUIRES: there is one.
const FlowChoice& most_cautious(const std::vector<const FlowChoice*>& choices);

// The choice that what is already known of the visitor answers, or null.
const FlowChoice* known_choice(const FlowStep& step, const SessionFacts& facts);

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_FLOW_ANSWER_H_
