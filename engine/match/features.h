// Features: a text as the second witness sees it, a bag of weighted keys.
//
// Its stems, pairs of neighbouring stems, the concepts it names (so that "appointment" helps where an
// example says "session"), and how its words begin.
#ifndef VERBATIM_ENGINE_MATCH_FEATURES_H_
#define VERBATIM_ENGINE_MATCH_FEATURES_H_

#include <cstdint>
#include <vector>

#include "engine/match/lexicon.h"
#include "engine/match/reading.h"

namespace verbatim {

// The key of every word that the rulebook does not know.
inline constexpr std::uint64_t kUnknownWord = ~std::uint64_t{0};

// The key of a word.
inline std::uint64_t word_key(SymbolId stem) { return stem; }

struct Feature {
  std::uint64_t key;
  double weight;
  bool said = true;  // a word or a pair of words; not what is only derived from them
};

// Each feature once, ascending by key; but unknown words stay apart, as each counts.
std::vector<Feature> features_of(const Reading& reading, const Lexicon& lexicon);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_FEATURES_H_
