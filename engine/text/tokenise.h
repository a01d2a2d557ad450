// From a message to its tokens: words, numbers, emoji, each pointing at its bytes.
//
// Messages and patterns go through the same door, so that both see the same words.
#ifndef VERBATIM_ENGINE_TEXT_TOKENISE_H_
#define VERBATIM_ENGINE_TEXT_TOKENISE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/language.h"

namespace verbatim::text {

// Words after this many are not read; it bounds the work of one turn.
inline constexpr std::size_t kMaxTokens = 2048;

// Longer runs of letters are cut here: no word of a rule is that long.
inline constexpr std::size_t kMaxTokenBytes = 120;

struct Token {
  std::string folded;        // as fold() spells it; never empty
  std::uint32_t begin = 0;   // bytes [begin, end) of the message: the surface.  The words of a
  std::uint32_t end = 0;     // contraction share the bytes of the whole ("don't" gives do, not).
  std::uint32_t clause = 0;  // how many sentence ends stand before it
};

// Total and linear in the length of `message`, which may hold any bytes.
// Splits at hyphens, between digits and letters, and around every ideograph and emoji;
// drops punctuation; expands contractions; takes the possessive 's off.
std::vector<Token> tokenise(std::string_view message, const Language& language);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_TOKENISE_H_
