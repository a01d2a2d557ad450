// Turn: the steps from what was said to the reply, in the order of their rank.
//
//   1. danger   urgent and crisis rules, on every message, whatever the session holds
//   2. choice   a button, or its number typed
//   3. question the rule that explains the message best; near ties are asked about
//   4. fallback the clinic's own "I do not know", with a way to a person
#ifndef VERBATIM_ENGINE_DIALOGUE_TURN_H_
#define VERBATIM_ENGINE_DIALOGUE_TURN_H_

#include <optional>
#include <string_view>
#include <vector>

#include "engine/dialogue/reply.h"
#include "engine/dialogue/session.h"
#include "engine/match/explanation.h"
#include "engine/match/matcher.h"
#include "engine/rulebook/rulebook.h"

namespace verbatim::dialogue {

class Turn {
 public:
  // All arguments must outlive the turn; `explain` may be null.
  Turn(const Rulebook& rulebook, Session& session, Explanation* explain)
      : rulebook_(rulebook), session_(session), explain_(explain) {}

  Reply choose(std::string_view value);
  Reply say(std::string_view text);

 private:
  std::optional<Reply> danger(const Reading& reading);
  std::optional<Reply> typed_choice(const Reading& reading);
  Reply question(const Reading& reading);
  Reply clarify(const std::vector<Candidate>& candidates, double confidence);
  Reply fallback(double confidence);

  // Adds the rule's blocks and its name to the reply, its follow-ups to the choices.
  void append_answer(RuleId rule, Reply& reply) const;
  Choice choice_of(RuleId rule) const;
  // The rules that are near enough to the best to be asked about.
  std::vector<Candidate> near_best(const std::vector<Candidate>& candidates) const;
  // Records what was answered in the session.
  Reply finish(Reply reply);
  void explain(std::string_view decision, const std::vector<Candidate>& candidates, std::size_t answered);

  const Rulebook& rulebook_;
  Session& session_;
  Explanation* explain_;
};

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_TURN_H_
