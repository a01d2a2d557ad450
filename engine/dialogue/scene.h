// Scene: what every step of a turn works on.
#ifndef VERBATIM_ENGINE_DIALOGUE_SCENE_H_
#define VERBATIM_ENGINE_DIALOGUE_SCENE_H_

#include <string_view>
#include <vector>

#include "engine/dialogue/session.h"
#include "engine/match/explanation.h"
#include "engine/match/matcher.h"
#include "engine/rulebook.h"

namespace verbatim::dialogue {

using Candidates = std::vector<Candidate>;

// All of it outlives the turn; `explanation` may be null.
struct Scene {
  const Rulebook& rulebook;
  Session& session;
  Explanation* explanation = nullptr;
  std::string_view today = {};  // ISO date; empty when nobody asks about reviews
  std::string_view now = {};    // ISO date and time at the clinic; empty when nobody knows
  bool can_hand_over = false;   // the caller can tell staff

  const Matcher& matcher() const { return rulebook.matcher(); }
  const text::Language& language() const { return matcher().lexicon().language(); }
  const Rule& rule_of(const Candidate& candidate) const { return rulebook.rules()[candidate.rule]; }

  // Says, to whoever asked for an explanation, why the turn goes as it goes; the first `answered`
  // candidates are in the reply.
  void explain(std::string_view decision, const Candidates& candidates = {}, std::size_t answered = 0) const;
};

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_SCENE_H_
