// Turn: the steps from what was said to the reply, in the order of their rank.
//
//   1. danger    urgent and crisis rules, on every message, whatever the session holds
//   2. flow      an answer to the question of a guided consultation that waits for one
//   3. person    consent to tell staff, and how to be reached
//   4. choice    a button, or its number typed
//   5. question  the rules that explain the message best: one a question, at most three;
//                a message that leans on the last answer is read together with it;
//                near ties are asked about
//   6. fallback  the clinic's own "I do not know", with a way to a person
#ifndef VERBATIM_ENGINE_DIALOGUE_TURN_H_
#define VERBATIM_ENGINE_DIALOGUE_TURN_H_

#include <optional>
#include <string_view>

#include "engine/dialogue/flow_turn.h"
#include "engine/dialogue/handoff_turn.h"
#include "engine/dialogue/reply.h"
#include "engine/dialogue/scene.h"

namespace verbatim::dialogue {

class Turn {
 public:
  // All that the scene refers to must outlive the turn.
  explicit Turn(const Scene& scene) : scene_(scene), flow_(scene_), handoff_(scene_) {}

  Reply choose(std::string_view value);
  Reply say(std::string_view text);
  // The card of a danger that the message names; nothing, and no trace in the session, when there is none.
  std::optional<Reply> warn(std::string_view text);

 private:
  Candidates danger_behind_typos(const Reading& reading) const;
  std::optional<Reply> danger(const Reading& reading, const Nearest& nearest);
  std::optional<Reply> in_flow(std::string_view text, const Reading& reading, const Candidates& candidates);
  std::optional<Reply> typed_choice(const Reading& reading);
  Reply question(std::string_view text, const Reading& reading, const Candidates& candidates);
  Reply press(std::string_view value);
  Reply answer(const Candidates& candidates, std::string_view decision);
  // Does what the rule asks for besides its answer, when that can be done now.
  std::optional<Reply> act(const Rule& rule);
  Reply restart(const Rule& rule);
  // Asks for consent where a rule of the reply leads to a person; a flow that waits is left for it.
  Reply with_handoff(Reply reply);
  // Lets a flow that waits ask its question again below what was answered.
  Reply with_flow(Reply reply);

  const Scene scene_;
  FlowTurn flow_;
  HandoffTurn handoff_;
};

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_TURN_H_
