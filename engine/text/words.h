// The general word lists of the languages: what is a word, even if no rule uses it.
#ifndef VERBATIM_ENGINE_TEXT_WORDS_H_
#define VERBATIM_ENGINE_TEXT_WORDS_H_

#include <string_view>

namespace verbatim::text {

// Folded words in byte order, one a line, a line break before the first and after the last.
// Source: SCOWL size 35 (Debian wamerican-small, wbritish-small) and Debian wspanish, made at build time.
extern const std::string_view kEnglishWords;
extern const std::string_view kSpanishWords;

// Whether `list` holds `word`.  Binary search: no memory, no set-up.
bool contains(std::string_view list, std::string_view word);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_WORDS_H_
