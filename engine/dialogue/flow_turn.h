// FlowTurn: what a button or a typed message does to a flow.
#ifndef VERBATIM_ENGINE_DIALOGUE_FLOW_TURN_H_
#define VERBATIM_ENGINE_DIALOGUE_FLOW_TURN_H_

#include <optional>
#include <string_view>

#include "engine/dialogue/flow_reply.h"
#include "engine/dialogue/reply.h"
#include "engine/dialogue/scene.h"

namespace verbatim::dialogue {

class FlowTurn {
 public:
  explicit FlowTurn(const Scene& scene) : scene_(scene) {}

  // Whether a flow waits for an answer.
  bool is_waiting() const;

  // A button of a flow, perhaps one of an earlier question: then the visitor goes back there.
  Reply press(const FlowValue& value);
  // The answer that the message gives to the question that waits; nothing when it gives none.
  // REQUIRES: is_waiting().
  std::optional<Reply> read(const Reading& reading);

  // Adds the first question of the flow to a reply that announces it.
  void start(FlowId flow, Reply& reply);
  // Asks the question that waits once more, below an answer to something else.
  void resume(Reply& reply);
  // Says that the message was not understood, and asks again.
  Reply ask_again();

  // The commands; nothing when there is nothing to go back to, to skip or to stop.
  std::optional<Reply> back();
  std::optional<Reply> skip();
  std::optional<Reply> stop();

  // Ends the flow without a word.
  void leave();

 private:
  const Flow* current() const;
  bool goes_to(FlowWalk& walk, const FlowStep& step) const;
  std::optional<Reply> choose(FlowWalk& walk, const FlowChoice& choice);
  void pass_known_steps(FlowWalk& walk);
  void append_waiting(Reply& reply);
  Reply go_on(FlowWalk& walk, std::string_view decision);

  const Scene& scene_;
};

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_FLOW_TURN_H_
