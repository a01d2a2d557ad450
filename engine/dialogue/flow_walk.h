// FlowWalk: where a visitor stands in a flow, and the steps to take from there.
//
// Pure book-keeping: it changes the state and says no word.
#ifndef VERBATIM_ENGINE_DIALOGUE_FLOW_WALK_H_
#define VERBATIM_ENGINE_DIALOGUE_FLOW_WALK_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/dialogue/session.h"
#include "engine/rulebook/flow.h"

namespace verbatim::dialogue {

class FlowWalk {
 public:
  // Both outlive the walk.  A state that does not fit the flow, as after a change of the rulebook,
  // begins anew.
  FlowWalk(const Flow& flow, FlowState& state);

  const Flow& flow() const { return flow_; }
  const FlowState& state() const { return state_; }

  // The step that waits for an answer, or null when the flow has come to its outcome.
  const FlowStep* waiting() const { return step_named(state_.step); }
  const FlowStep* step_named(std::string_view id) const;
  // Whether the step was answered before.
  bool has_answered(std::string_view step) const;
  bool can_go_back() const { return !state_.given.empty() || !state_.picked.empty(); }

  // The choices that were taken at a step, in the order of the file.
  std::vector<const FlowChoice*> taken(const GivenAnswer& given) const;
  std::vector<const FlowChoice*> picked() const;

  void start();
  // REQUIRES: a step is waiting and `choice` is one of its own.
  void take(const FlowChoice& choice);
  // Another choice of a step with many; one that stands alone replaces the others and ends the step.
  void pick(const FlowChoice& choice);
  // Ends a step with many.  REQUIRES: something was picked.
  void done();
  void skip();
  // Takes the last pick or answer back; false when there is none.
  bool back();
  // Goes back to a step that was answered before, as if it were asked now.
  void return_to(std::string_view step);

  // The most cautious outcome of what was answered, also of a flow that still goes on.
  const FlowOutcome& outcome() const;

 private:
  bool fits() const;
  void leave(std::vector<std::string> choices, std::size_t next);

  const Flow& flow_;
  FlowState& state_;
};

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_FLOW_WALK_H_
