// Ranking: the arithmetic by which a pattern and an example earn confidence.
//
// All of it is here, in closed form, so that a reader can predict the winner by hand
// (worked examples in the README of this folder).
#ifndef VERBATIM_ENGINE_MATCH_RANKING_H_
#define VERBATIM_ENGINE_MATCH_RANKING_H_

#include <algorithm>
#include <cmath>

namespace verbatim::ranking {

// Matched weight at which a pattern is 63 % specific: about one word that few rules use.
inline constexpr double kSpecificWeight = 0.5;

// What a pattern is worth that explains nothing of the rest of the message.
inline constexpr double kLeastShare = 0.4;

// How much of the remaining doubt the weaker of two witnesses takes away.
inline constexpr double kSecondWitness = 0.4;

// How much of the confidence goes when a message is all about something else.
inline constexpr double kStrayShare = 0.7;

// How much of a word is accounted for that only other rules use.
inline constexpr double kKnownElsewhere = 0.6;

// How much more a rule without patterns is worth when no other rule is like the message at all.
inline constexpr double kLeadShare = 1;

// How much the matched words say by themselves: 0 for none, towards 1 with their weight.
inline double specificity(double matched_weight) { return 1 - std::exp(-matched_weight / kSpecificWeight); }

// Share of the message's weight that the matched words carry.
inline double coverage(double matched_weight, double total_weight) {
  return total_weight <= 0 ? 0 : std::min(1.0, matched_weight / total_weight);
}

inline double pattern_score(double specificity, double coverage) {
  return specificity * (kLeastShare + (1 - kLeastShare) * coverage);
}

// Two witnesses: the stronger counts in full, the weaker takes away part of the doubt left.
inline double confidence(double pattern, double likeness) {
  const auto strong = std::max(pattern, likeness);
  const auto weak = std::min(pattern, likeness);
  return strong + (1 - strong) * weak * kSecondWitness;
}

// A rule without patterns has one witness only.  Its lead over the runner-up, relatively, stands in for the
// other.
inline double with_lead(double best, double runner_up) {
  const auto lead = best <= 0 ? 0 : 1 - runner_up / best;
  return std::min(1.0, best * (1 + kLeadShare * lead));
}

// What is left of the evidence when this share of the message is about something else.
inline double belonging(double stray) { return 1 - kStrayShare * stray; }

// Whether a candidate is so near the best that the visitor is asked: its doubt (1 - confidence)
// is at most `share` larger, relatively.  0.97 and 0.95 are far apart, 0.57 and 0.55 are not.
inline bool is_tie(double best, double other, double share) {
  return (1 - other) <= (1 - best) * (1 + share) + 1e-9;
}

}  // namespace verbatim::ranking

#endif  // VERBATIM_ENGINE_MATCH_RANKING_H_
