// Turn: the steps from what was said to the reply, in the order of their rank.
//
//   1. danger    urgent and crisis rules, on every message, whatever the session holds
//   2. choice    a button, or its number typed
//   3. question  the rules that explain the message best: one a question, at most three;
//                a message that leans on the last answer is read together with it;
//                near ties are asked about
//   4. fallback  the clinic's own "I do not know", with a way to a person
#ifndef VERBATIM_ENGINE_DIALOGUE_TURN_H_
#define VERBATIM_ENGINE_DIALOGUE_TURN_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialogue/reply.h"
#include "engine/dialogue/session.h"
#include "engine/match/explanation.h"
#include "engine/match/matcher.h"
#include "engine/rulebook.h"

namespace verbatim::dialogue {

class Turn {
 public:
  // All arguments must outlive the turn; `explain` may be null.
  Turn(const Rulebook& rulebook, Session& session, Explanation* explain)
      : rulebook_(rulebook), session_(session), explain_(explain) {}

  Reply choose(std::string_view value);
  Reply say(std::string_view text);

 private:
  using Candidates = std::vector<Candidate>;

  Candidates danger_behind_typos(const Reading& reading) const;
  std::optional<Reply> danger(const Reading& reading, const Nearest& nearest);
  std::optional<Reply> typed_choice(const Reading& reading);
  std::optional<Reply> several(const Reading& reading, const Candidates& whole);
  std::optional<Reply> in_context(std::string_view text, const Reading& reading, const Candidates& alone);
  Reply question(std::string_view text, const Reading& reading, const Nearest& nearest);
  std::optional<Reply> act(const Rule& rule);
  Reply restart(const Rule& rule);
  Reply answer(const Candidates& candidates, std::string_view decision);
  Reply clarify(const Candidates& near, const Candidates& all);
  Reply fallback(double confidence);

  bool matches_after(const Candidate& candidate, const Reading& reading, std::size_t first) const;
  bool leads_to(const Rule& from, RuleId to) const;
  bool goes_on(const Reading& reading) const;
  // Whether it holds "that", "they", …: words that mean something said before.
  bool points_back(const Reading& reading) const;
  bool leans_on_context(const Reading& reading) const;
  void drop_small_talk(Candidates& found) const;
  // Whether the first candidate may answer: confident, and nobody as near.
  bool is_clear(const Candidates& candidates) const;
  // The candidates that are near enough to the best to be asked about.
  Candidates near_best(const Candidates& candidates) const;
  const Rule& rule_of(const Candidate& candidate) const { return rulebook_.rules()[candidate.rule]; }
  // Adds the rule's blocks and its name to the reply, its follow-ups to the choices.
  void append_answer(RuleId rule, Reply& reply) const;
  Choice choice_of(RuleId rule) const;
  void remember_captures(const Candidate& candidate);
  // Records what was answered in the session.
  Reply finish(Reply reply);
  void explain(std::string_view decision, const Candidates& candidates, std::size_t answered);

  const Rulebook& rulebook_;
  Session& session_;
  Explanation* explain_;
};

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_TURN_H_
