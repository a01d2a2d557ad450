// Reading: a message as the matcher sees it.
#ifndef VERBATIM_ENGINE_MATCH_READING_H_
#define VERBATIM_ENGINE_MATCH_READING_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/lexicon.h"
#include "engine/text/tokenise.h"

namespace verbatim {

// An atom found in the message: words [start, start + length).
struct Occurrence {
  AtomId atom;
  std::uint16_t start;
  std::uint16_t length;

  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

// A word that was read as another: mistyped, or written apart or together.
struct Repair {
  std::uint16_t token;
  std::string typed;                // folded
  std::vector<std::string> others;  // what else may have been meant, likeliest first
};

struct Reading {
  std::vector<text::Token> tokens;      // repaired
  std::vector<Repair> repairs;          // ascending by token
  std::vector<WordSymbols> symbols;     // by token
  std::vector<double> weights;          // by token
  std::vector<Occurrence> occurrences;  // sorted by atom, then start
  std::vector<std::uint64_t> present;   // a bit for each atom of the lexicon

  bool has(AtomId atom) const { return (present[atom / 64] >> (atom % 64) & 1) != 0; }
  // The places of one atom.
  std::span<const Occurrence> places(AtomId atom) const;
  double total_weight() const;
};

// The same message with another word at `token`, for what a repair may have got wrong.
Reading with_word(const Reading& reading, std::uint16_t token, const std::string& word,
                  const Lexicon& lexicon);

// Sets the bits of `present` from the occurrences.
void mark_present(Reading& reading, const Lexicon& lexicon);

// Reads `message` in the words of `lexicon`, repairing what neither the rulebook nor the language
// knows.  Total and linear in the message.
Reading read(std::string_view message, const Lexicon& lexicon);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_READING_H_
