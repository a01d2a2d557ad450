#include "engine/review/alphabet.h"

#include <algorithm>
#include <utility>

namespace verbatim::review {

void Alphabet::begin() {
  collected_.clear();
  ++round_;
}

void Alphabet::add(const AutomatonState& state) {
  for (const auto letter : letters_of(state)) {
    if (letter >= added_.size()) added_.resize(letter + 1);
    if (std::exchange(added_[letter], round_) != round_) collected_.push_back(letter);
  }
}

const std::vector<LetterId>& Alphabet::letters_of(const AutomatonState& state) {
  const auto [place, fresh] = letters_of_.try_emplace(&state);
  auto& out = place->second;
  if (!fresh) return out;
  SymbolId before = kAnyWord;
  for (const auto& step : state.steps) {
    if (step.symbol == std::exchange(before, step.symbol) || step.symbol == kAnyWord) continue;
    for (const auto letter : vocabulary_.letters_of(step.symbol)) {
      if (question_.naming > 1 && !is_named_by_others(letter)) continue;
      const auto alike = first_like(letter);
      if (std::ranges::find(out, alike) == out.end()) out.push_back(alike);
    }
  }
  return out;
}

// Whether a pattern besides the first names the word.
bool Alphabet::is_named_by_others(LetterId letter) const {
  const auto& symbols = vocabulary_[letter].symbols;
  for (std::size_t part = 0; part < question_.guiding.size(); ++part) {
    if (question_.pattern_of[part] == 0) continue;
    const auto& automaton = *question_.guiding[part];
    if (std::ranges::any_of(symbols, [&](SymbolId one) { return automaton.kind_of(one) != 0; })) return true;
  }
  return false;
}

LetterId Alphabet::first_like(LetterId letter) {
  const auto known = like_.find(letter);
  if (known != like_.end()) return known->second;
  const auto [place, fresh] = first_of_kinds_.try_emplace(kinds_of(letter), letter);
  if (fresh) note_readers(letter);
  return like_[letter] = place->second;
}

// Part by part, the kinds of the symbols that the word has.
std::u32string Alphabet::kinds_of(LetterId letter) const {
  std::u32string out;
  for (const auto* parts : {&question_.guiding, &question_.watched}) {
    for (const auto* part : *parts) {
      const auto begin = static_cast<std::ptrdiff_t>(out.size());
      for (const auto symbol : vocabulary_[letter].symbols) {
        if (const auto kind = part->kind_of(symbol)) out += static_cast<char32_t>(kind);
      }
      std::sort(out.begin() + begin, out.end());
      out += U'\0';
    }
  }
  return out;
}

void Alphabet::note_readers(LetterId letter) {
  auto& readers = readers_[letter];
  const auto& symbols = vocabulary_[letter].symbols;
  for (std::size_t part = 0; part < question_.watched.size(); ++part) {
    const auto& automaton = *question_.watched[part];
    readers[part] = std::ranges::any_of(symbols, [&](SymbolId one) { return automaton.kind_of(one) != 0; });
  }
}

}  // namespace verbatim::review
