#include "engine/dialogue/several.h"

#include <algorithm>

#include "engine/dialogue/choosing.h"
#include "engine/dialogue/context.h"
#include "engine/match/segments.h"

namespace verbatim::dialogue {
namespace {

constexpr std::size_t kMaxAnswers = 3;

// Confidence from which one part of a message is answered though no rule answers the whole.
constexpr double kSureAlone = 0.75;
// Share of a message, by weight, that its answered parts must have when it does not name the field.
constexpr double kMainPart = 0.6;

// Thanks and greetings give way to a question beside them.
void drop_small_talk(const Scene& scene, Candidates& found) {
  const auto is_small = [&](const Candidate& candidate) { return scene.rule_of(candidate).small_talk; };
  if (!std::ranges::all_of(found, is_small)) std::erase_if(found, is_small);
}

// The rest of the message may be what it is really about, so one part alone must be sure.
bool speaks_for_all(const Scene& scene, const Candidate& part, const Candidates& whole) {
  const bool whole_knows = is_clear(scene, whole) && !scene.rule_of(whole.front()).small_talk;
  return !scene.rule_of(part).small_talk && !whole_knows && part.confidence >= kSureAlone;
}

}  // namespace

Candidates several(const Scene& scene, const Reading& reading, const Candidates& whole) {
  const auto parts = segments_of(reading, scene.matcher().lexicon());
  if (parts.size() < 2) return {};
  Candidates found;
  bool unanswered = false;
  bool leans = false;  // on a part that no rule answers
  double said = 0;     // by weight, in the parts that are answered
  for (const auto& part : parts) {
    const auto candidates = questions(scene, part);
    if (!is_clear(scene, candidates)) {
      unanswered = true;
      continue;
    }
    const auto& best = candidates.front();
    said += part.total_weight();
    const bool known = std::ranges::find(found, best.rule, &Candidate::rule) != found.end();
    if (!known && found.size() < kMaxAnswers) found.push_back(best);
    leans = leans || (unanswered && points_back(scene, part));
  }
  drop_small_talk(scene, found);
  // "… . Hair loss. …" says little of a message that may be about anything.
  const bool aside = !scene.matcher().names_field(reading) && said < kMainPart * reading.total_weight();
  if (aside || (found.size() == 1 && (leans || !speaks_for_all(scene, found.front(), whole)))) return {};
  return found;
}

}  // namespace verbatim::dialogue
