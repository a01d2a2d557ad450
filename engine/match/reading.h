// Reading: a message as the matcher sees it.
#ifndef VERBATIM_ENGINE_MATCH_READING_H_
#define VERBATIM_ENGINE_MATCH_READING_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/lexicon.h"
#include "engine/match/occurrences.h"
#include "engine/text/tokenise.h"

namespace verbatim {

// A word that was read as another: mistyped, or written apart or together.
struct Repair {
  std::uint16_t token;
  std::string typed;                // folded
  std::vector<std::string> others;  // what else may have been meant, likeliest first
};

// Words [begin, end) of a message.
struct WordRange {
  std::uint16_t begin = 0;
  std::uint16_t end = 0;
};

struct Reading {
  std::vector<text::Token> tokens;   // repaired
  std::vector<Repair> repairs;       // ascending by token
  std::vector<WordSymbols> symbols;  // by token, as patterns see it
  std::vector<SymbolId> stems;       // by token, as examples see it (weighing.h)
  std::vector<double> weights;       // by token; 0 for what says nothing
  WordRange question = {};           // without the courtesies around it; anchors hold at its ends, too
  Occurrences occurrences = {};      // the atoms of the lexicon in it

  double total_weight() const;
};

// The concepts and values that the message names, by atom, then by place, each once.
std::vector<Occurrence> concepts_of(const Reading& reading, const Lexicon& lexicon);

// The same message with another word at `token`, for what a repair may have got wrong.
Reading with_word(const Reading& reading, std::uint16_t token, const std::string& word,
                  const Lexicon& lexicon);

// Reads `message` in the words of `lexicon`, repairing what neither the rulebook nor the language
// knows.  Total and linear in the message.
Reading read(std::string_view message, const Lexicon& lexicon);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_READING_H_
