// What a character is to the tokeniser: Unicode's general categories folded into a few kinds.
#ifndef VERBATIM_ENGINE_TEXT_CHARACTERS_H_
#define VERBATIM_ENGINE_TEXT_CHARACTERS_H_

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

CharKind kind_of(char32_t code_point);

// True for letters of the Latin alphabet, where a combining mark that is left after composition is
// decoration.
bool is_latin(char32_t code_point);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_CHARACTERS_H_
