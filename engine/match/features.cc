#include "engine/match/features.h"

#include <algorithm>
#include <string_view>

namespace verbatim {
namespace {

// A pair of neighbours, and a concept, repeat what their words say: they weigh less.
constexpr double kPairShare = 0.5;
constexpr double kConceptShare = 0.6;

// How a word begins helps where the stemmer sees two stems ("smart" and "smarter").
constexpr double kBeginningShare = 0.35;
// A word that the rulebook does not know has only its beginning to be known by.
constexpr double kUnknownBeginningShare = 0.8;
constexpr std::size_t kBeginning = 5;

std::uint64_t concept_key(AtomId atom) { return (std::uint64_t{1} << 62) | atom; }
std::uint64_t pair_key(SymbolId first, SymbolId second) {
  return (std::uint64_t{1} << 63) | (std::uint64_t{first} << 31) | second;
}

std::uint64_t beginning_key(std::string_view folded) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a: the same on every machine
  for (const char c : folded.substr(0, kBeginning))
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return (std::uint64_t{3} << 61) | (hash >> 3);
}

void add_words(const Reading& reading, std::vector<Feature>& out) {
  SymbolId before = kNone;
  double weight_before = 0;
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    const auto stem = reading.stems[i];
    const auto weight = reading.weights[i];
    if (weight <= 0) continue;
    out.push_back({stem == kNone ? kUnknownWord : word_key(stem), weight});
    const auto& folded = reading.tokens[i].folded;
    if (folded.size() >= kBeginning && stem == reading.symbols[i].stem) {
      const auto share = stem == kNone ? kUnknownBeginningShare : kBeginningShare;
      out.push_back({beginning_key(folded), weight * share, false});
    }
    if (stem != kNone && before != kNone)
      out.push_back({pair_key(before, stem), std::min(weight_before, weight) * kPairShare});
    before = stem;
    weight_before = weight;
  }
}

void add_concepts(const Reading& reading, const Lexicon& lexicon, std::vector<Feature>& out) {
  for (const auto& found : concepts_of(reading, lexicon)) {
    double weight = 0;
    for (auto i = found.start; i < found.start + found.length; ++i)
      weight = std::max(weight, reading.weights[i]);
    if (weight > 0) out.push_back({concept_key(found.atom), weight * kConceptShare, false});
  }
}

}  // namespace

std::vector<Feature> features_of(const Reading& reading, const Lexicon& lexicon) {
  std::vector<Feature> out;
  out.reserve(reading.tokens.size() * 3 + 8);
  add_words(reading, out);
  add_concepts(reading, lexicon, out);
  std::ranges::sort(out, {}, &Feature::key);
  const auto same = [](const Feature& a, const Feature& b) {
    return a.key == b.key && a.key != kUnknownWord;
  };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

}  // namespace verbatim
