// What a character is to the tokeniser: Unicode's general categories folded into a few kinds.
#ifndef VERBATIM_ENGINE_TEXT_CHARACTERS_H_
#define VERBATIM_ENGINE_TEXT_CHARACTERS_H_

#include <array>

namespace verbatim::text {

enum class CharKind {
  kLetter,      // part of a word
  kDigit,       // part of a number
  kMark,        // joins the character before it: accents, variation selectors, skin tones
  kIdeograph,   // a word by itself: scripts written without spaces
  kSymbol,      // a token by itself: emoji, pictographs
  kApostrophe,  // inside a word part of it, else a gap
  kIgnorable,   // zero-width, bidirectional and other invisible characters: not there at all
  kStop,        // ends a clause: . ! ? ; and their kin, line ends
  kGap,         // anything else between words, control characters included
};

// For ASCII a table, as most messages hold little else.
constexpr CharKind ascii_kind(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharKind::kLetter;
  if (c >= '0' && c <= '9') return CharKind::kDigit;
  if (c == '\'') return CharKind::kApostrophe;
  const bool stop = c == '.' || c == '!' || c == '?' || c == ';' || c == '\n' || c == '\r';
  return stop ? CharKind::kStop : CharKind::kGap;
}
inline constexpr auto kAsciiKinds = [] {
  std::array<CharKind, 128> kinds{};
  for (char32_t c = 0; c < kinds.size(); ++c) kinds[c] = ascii_kind(c);
  return kinds;
}();

CharKind kind_beyond_ascii(char32_t code_point);

inline CharKind kind_of(char32_t code_point) {
  return code_point < kAsciiKinds.size() ? kAsciiKinds[code_point] : kind_beyond_ascii(code_point);
}

// True for letters of the Latin alphabet, where a combining mark that is left after composition is
// decoration.
bool is_latin(char32_t code_point);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_CHARACTERS_H_
