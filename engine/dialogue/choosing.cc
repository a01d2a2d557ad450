#include "engine/dialogue/choosing.h"

#include <algorithm>
#include <utility>

#include "engine/match/ranking.h"

namespace verbatim::dialogue {
namespace {

constexpr std::size_t kMaxClarifyChoices = 3;

bool may_speak(const Scene& scene, const Rule& rule) {
  if (!hold(rule.when, scene.session.facts)) return false;
  return rule.after.empty() || std::ranges::any_of(rule.after, [&](RuleId before) {
           return scene.rulebook.rules()[before].id == scene.session.last_rule;
         });
}

Candidates that_may_speak(const Scene& scene, Candidates candidates) {
  std::erase_if(candidates, [&](const Candidate& one) { return !may_speak(scene, scene.rule_of(one)); });
  return candidates;
}

}  // namespace

Candidates questions(const Scene& scene, const Reading& reading, const Nearest& nearest) {
  return that_may_speak(scene, scene.matcher().questions(reading, nearest));
}

Candidates questions(const Scene& scene, const Reading& reading) {
  return that_may_speak(scene, scene.matcher().questions(reading));
}

bool is_clear(const Scene& scene, const Candidates& candidates) {
  if (candidates.empty()) return false;
  if (candidates.front().confidence < scene.rulebook.clinic().thresholds.answer) return false;
  return near_best(scene, candidates).size() == 1;
}

Candidates near_best(const Scene& scene, const Candidates& candidates) {
  const auto& thresholds = scene.rulebook.clinic().thresholds;
  const auto best = candidates.front().confidence;
  // What the best answer leads on to stands below it as a button: no need to ask first.
  const auto first = candidates.front().rule;
  const auto& beside = scene.rulebook.rules()[first].follow_ups;
  const auto is_near = [&](const Candidate& candidate) {
    if (best < thresholds.answer) return candidate.confidence >= thresholds.clarify;
    const bool is_button = std::ranges::find(beside, candidate.rule) != beside.end();
    if (is_button && candidate.rule != first) return false;
    return ranking::is_tie(best, candidate.confidence, thresholds.tie);
  };
  Candidates near;
  for (const auto& candidate : candidates) {
    if (near.size() == kMaxClarifyChoices) break;
    if (is_near(candidate)) near.push_back(candidate);
  }
  return near;
}

}  // namespace verbatim::dialogue
