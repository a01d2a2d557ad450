#include "engine/match/weighing.h"

#include <algorithm>
#include <vector>

namespace verbatim {
namespace {

// By token: how many words the longest occurrence of the atom that starts there has.
std::vector<std::uint16_t> longest_places(AtomId atom, const Reading& reading) {
  std::vector<std::uint16_t> out(reading.tokens.size());
  reading.occurrences.for_each_place(
      atom, [&](const Occurrence& found) { out[found.start] = std::max(out[found.start], found.length); });
  return out;
}

// Calls visit(first, last) for the places of the atom, the longest first from the left.
template <typename Visit>
void each_place(AtomId atom, const Reading& reading, Visit&& visit) {
  if (atom == kNone || !reading.occurrences.has(atom)) return;
  const auto longest = longest_places(atom, reading);
  for (std::size_t start = 0; start < longest.size(); start += std::max<std::size_t>(longest[start], 1)) {
    if (longest[start] > 0) visit(start, start + longest[start] - 1);
  }
}

void unite_names(const Lexicon& lexicon, Reading& reading) {
  const auto& names = lexicon.names();
  each_place(names.atom, reading, [&](std::size_t first, std::size_t last) {
    for (auto i = first; i < last; ++i) reading.weights[i] = 0;
    reading.weights[last] = static_cast<double>(names.weight);
    reading.stems[last] = names.stem;
  });
}

bool says_more(const Lexicon& lexicon, const Reading& reading, const std::vector<bool>& courtesy) {
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    if (!courtesy[i] && !text::is_function_word(lexicon.language(), reading.tokens[i].folded)) return true;
  }
  return false;
}

void pass_over_courtesies(const Lexicon& lexicon, Reading& reading) {
  std::vector<bool> courtesy(reading.tokens.size());
  each_place(lexicon.courtesies(), reading, [&](std::size_t first, std::size_t last) {
    for (auto i = first; i <= last; ++i) courtesy[i] = true;
  });
  if (!says_more(lexicon, reading, courtesy)) return;
  for (std::size_t i = 0; i < courtesy.size(); ++i) {
    if (courtesy[i]) reading.weights[i] = 0;
  }
  const auto first = std::ranges::find(courtesy, false) - courtesy.begin();
  const auto after_last = courtesy.rend() - std::find(courtesy.rbegin(), courtesy.rend(), false);
  reading.question = {static_cast<std::uint16_t>(first), static_cast<std::uint16_t>(after_last)};
}

}  // namespace

void weigh(const Lexicon& lexicon, Reading& reading) {
  reading.stems.clear();
  reading.weights.clear();
  for (const auto& symbols : reading.symbols) {
    reading.stems.push_back(symbols.stem);
    reading.weights.push_back(static_cast<double>(symbols.weight));
  }
  reading.question = {0, static_cast<std::uint16_t>(reading.tokens.size())};
  unite_names(lexicon, reading);
  if (reading.occurrences.has(lexicon.courtesies())) pass_over_courtesies(lexicon, reading);
}

}  // namespace verbatim
