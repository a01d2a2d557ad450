#include "engine/match/reading.h"

#include <algorithm>
#include <numeric>

#include "engine/match/repair.h"
#include "engine/match/types.h"

namespace verbatim {
namespace {

void look_up_words(const Lexicon& lexicon, text::Stemmer& stemmer, Reading& reading) {
  reading.symbols.reserve(reading.tokens.size());
  reading.weights.reserve(reading.tokens.size());
  for (const auto& token : reading.tokens) {
    const auto symbols = lexicon.find(token.folded, stemmer);
    reading.symbols.push_back(symbols);
    reading.weights.push_back(static_cast<double>(symbols.weight));
  }
}

void find_atoms(const Lexicon& lexicon, Reading& reading) {
  const std::span<const WordSymbols> words(reading.symbols);
  for (std::size_t start = 0; start < words.size(); ++start) {
    const auto rest = words.subspan(start, std::min(words.size() - start, kMaxPhrase));
    lexicon.phrases_at(rest, [&](AtomId atom, std::uint32_t length) {
      reading.occurrences.push_back(
          {atom, static_cast<std::uint16_t>(start), static_cast<std::uint16_t>(length)});
    });
  }
  find_types(reading.tokens, lexicon.language(), [&](const FoundValue& value) {
    if (const auto atom = type_atom(value.type); atom < lexicon.atom_count()) {
      reading.occurrences.push_back(
          {atom, static_cast<std::uint16_t>(value.start), static_cast<std::uint16_t>(value.length)});
    }
  });
}

// Everything that follows from the tokens.
void complete(const Lexicon& lexicon, text::Stemmer& stemmer, Reading& reading) {
  look_up_words(lexicon, stemmer, reading);
  find_atoms(lexicon, reading);
  std::ranges::sort(reading.occurrences);
  auto& found_atoms = reading.occurrences;
  found_atoms.erase(std::unique(found_atoms.begin(), found_atoms.end()), found_atoms.end());
  mark_present(reading, lexicon);
}

}  // namespace

std::span<const Occurrence> Reading::places(AtomId atom) const {
  const auto first = std::ranges::lower_bound(occurrences, atom, {}, &Occurrence::atom);
  const auto last =
      std::find_if(first, occurrences.end(), [&](const auto& found) { return found.atom != atom; });
  return {first, last};
}

double Reading::total_weight() const { return std::accumulate(weights.begin(), weights.end(), 0.0); }

void mark_present(Reading& reading, const Lexicon& lexicon) {
  reading.present.assign(lexicon.atom_count() / 64 + 1, 0);
  for (const auto& found : reading.occurrences) {
    reading.present[found.atom / 64] |= std::uint64_t{1} << (found.atom % 64);
  }
}

Reading read(std::string_view message, const Lexicon& lexicon) {
  Reading reading;
  text::Stemmer stemmer(lexicon.language());
  reading.tokens = text::tokenise(message, lexicon.language());
  repair(lexicon, stemmer, reading);
  complete(lexicon, stemmer, reading);
  return reading;
}

Reading with_word(const Reading& reading, std::uint16_t token, const std::string& word,
                  const Lexicon& lexicon) {
  Reading out;
  text::Stemmer stemmer(lexicon.language());
  out.tokens = reading.tokens;
  out.tokens[token].folded = word;
  complete(lexicon, stemmer, out);
  return out;
}

}  // namespace verbatim
