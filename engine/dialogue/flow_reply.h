// What a flow says: the question of a step with its buttons, and the outcome with its summary.
#ifndef VERBATIM_ENGINE_DIALOGUE_FLOW_REPLY_H_
#define VERBATIM_ENGINE_DIALOGUE_FLOW_REPLY_H_

#include <optional>
#include <string_view>

#include "engine/dialogue/flow_walk.h"
#include "engine/dialogue/reply.h"
#include "engine/dialogue/scene.h"

namespace verbatim::dialogue {

// What the value of a flow's button says: "suitability/age/under_18", or a command.
struct FlowValue {
  enum class Kind { kChoice, kBack, kSkip, kStop, kDone };
  const Flow* flow;
  const FlowStep* step;
  Kind kind;
  const FlowChoice* choice = nullptr;  // of kChoice
};

// Nothing when no flow of the rulebook has such a button.
std::optional<FlowValue> read_flow_value(const Rulebook& rulebook, std::string_view value);

// Adds the question that is waiting, or the outcome, with its buttons.
void append_flow(const Scene& scene, const FlowWalk& walk, Reply& reply);

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_FLOW_REPLY_H_
