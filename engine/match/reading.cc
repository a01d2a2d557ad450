#include "engine/match/reading.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "engine/match/repair.h"
#include "engine/match/types.h"
#include "engine/match/weighing.h"

namespace verbatim {
namespace {

// How many atoms a word belongs to in a large rulebook: room for them is made at once.
constexpr std::size_t kAtomsOfWord = 48;

Occurrences find_atoms(const Lexicon& lexicon, const Reading& reading) {
  std::vector<Occurrence> found;
  found.reserve(reading.tokens.size() * kAtomsOfWord);
  const auto note = [&](AtomId atom, std::size_t start, std::size_t length) {
    found.push_back({atom, static_cast<std::uint16_t>(start), static_cast<std::uint16_t>(length)});
  };
  const std::span<const WordSymbols> words(reading.symbols);
  for (std::size_t start = 0; start < words.size(); ++start) {
    const auto rest = words.subspan(start, std::min(words.size() - start, kMaxPhrase));
    lexicon.phrases_at(rest, [&](AtomId atom, std::uint32_t length) { note(atom, start, length); });
  }
  find_types(reading.tokens, lexicon.language(), [&](const FoundValue& value) {
    const auto atom = type_atom(value.type);
    if (atom < lexicon.atom_count()) note(atom, value.start, value.length);
  });
  return Occurrences(std::move(found));
}

// Everything that follows from the tokens and their symbols.
void complete(const Lexicon& lexicon, Reading& reading) {
  reading.occurrences = find_atoms(lexicon, reading);
  weigh(lexicon, reading);
}

}  // namespace

double Reading::total_weight() const { return std::accumulate(weights.begin(), weights.end(), 0.0); }

std::vector<Occurrence> concepts_of(const Reading& reading, const Lexicon& lexicon) {
  std::vector<Occurrence> out;
  out.reserve(reading.tokens.size() * 4);
  for (const auto& found : reading.occurrences.all()) {
    if (lexicon.is_concept(found.atom)) out.push_back(found);
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Reading read(std::string_view message, const Lexicon& lexicon) {
  Reading reading;
  text::Stemmer stemmer(lexicon.language());
  reading.tokens = text::tokenise(message, lexicon.language());
  repair(lexicon, stemmer, reading);
  complete(lexicon, reading);
  return reading;
}

Reading with_word(const Reading& reading, std::uint16_t token, const std::string& word,
                  const Lexicon& lexicon) {
  Reading out;
  text::Stemmer stemmer(lexicon.language());
  out.tokens = reading.tokens;
  out.tokens[token].folded = word;
  out.symbols = reading.symbols;
  out.symbols[token] = lexicon.find(word, stemmer);
  complete(lexicon, out);
  return out;
}

}  // namespace verbatim
