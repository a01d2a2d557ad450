#include "engine/dialogue/context.h"

#include <algorithm>
#include <functional>
#include <string>

#include "engine/dialogue/choosing.h"

namespace verbatim::dialogue {
namespace {

// Confidence from which a message stands alone even when it starts with "and".
constexpr double kStandsAlone = 0.9;
// A message with this few content words may lean on what was said before; with even fewer it does.
constexpr int kFewWords = 4;
constexpr int kVeryFewWords = 2;
// What a rule must find in the new words alone to answer in context.
constexpr double kOwnEvidence = 0.12;
// Share of the doubt that goes when the last answer leads on to the rule.
constexpr double kFollowUpBonus = 0.25;

bool leans(const Scene& scene, const Reading& reading) {
  const auto content = std::ranges::count_if(reading.tokens, [&](const text::Token& token) {
    return !text::is_function_word(scene.language(), token.folded);
  });
  return content <= (points_back(scene, reading) ? kFewWords : kVeryFewWords);
}

// Whether a pattern of the candidate names a content word from the word `first` on.
bool matches_after(const Scene& scene, const Candidate& candidate, const Reading& reading,
                   std::size_t first) {
  return candidate.hit && std::ranges::any_of(candidate.hit->match.words, [&](std::uint16_t word) {
           return word >= first && !text::is_function_word(scene.language(), reading.tokens[word].folded);
         });
}

// Whether a rule is of the same topic, or at most two follow-ups away.
bool leads_to(const Scene& scene, const Rule& from, RuleId to) {
  const auto& rules = scene.rulebook.rules();
  const auto has = [to](const Rule& rule) {
    return std::ranges::find(rule.follow_ups, to) != rule.follow_ups.end();
  };
  return rules[to].topic == from.topic || has(from) ||
         std::ranges::any_of(from.follow_ups, [&](RuleId next) { return has(rules[next]); });
}

}  // namespace

bool goes_on(const Scene& scene, const Reading& reading) {
  return !reading.tokens.empty() && text::is_one_of(scene.language().joiners, reading.tokens.front().folded);
}

bool points_back(const Scene& scene, const Reading& reading) {
  return std::ranges::any_of(reading.tokens, [&](const text::Token& token) {
    return text::is_one_of(scene.language().pointers, token.folded);
  });
}

std::optional<Candidate> in_context(const Scene& scene, std::string_view text, const Reading& reading,
                                    const Candidates& alone) {
  const auto* last = scene.rulebook.find(scene.session.last_rule);
  if (last == nullptr || last->tier != Tier::kNormal || !leans(scene, reading)) return std::nullopt;
  if (is_clear(scene, alone) && (!goes_on(scene, reading) || alone.front().confidence >= kStandsAlone)) {
    return std::nullopt;
  }
  const auto together = scene.matcher().read(last->title + ' ' + std::string(text));
  const auto said_before = together.tokens.size() - std::min(reading.tokens.size(), together.tokens.size());
  auto joined = questions(scene, together);
  std::erase_if(joined, [&](const Candidate& candidate) {
    const auto own = std::ranges::find(alone, candidate.rule, &Candidate::rule);
    const bool evident = (own != alone.end() && own->confidence >= kOwnEvidence) ||
                         matches_after(scene, candidate, together, said_before);
    return scene.rule_of(candidate).id == last->id || !evident || !leads_to(scene, *last, candidate.rule);
  });
  for (auto& candidate : joined) {
    const bool led_to = std::ranges::find(last->follow_ups, candidate.rule) != last->follow_ups.end();
    if (led_to) candidate.confidence += (1 - candidate.confidence) * kFollowUpBonus;
  }
  std::ranges::stable_sort(joined, std::greater{}, &Candidate::confidence);
  if (!is_clear(scene, joined)) return std::nullopt;
  return joined.front();
}

}  // namespace verbatim::dialogue
