// The general word lists of the languages: what is a word, even if no rule uses it.
#ifndef VERBATIM_ENGINE_TEXT_WORDS_H_
#define VERBATIM_ENGINE_TEXT_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace verbatim::text {

// A set of words that lie in a text of the program, found by their hash.  Constant once it is made.
class WordList {
 public:
  // Folded words, one a line, a line break before the first and after the last; they outlive the list.
  explicit WordList(std::string_view lines);

  bool contains(std::string_view word) const;

 private:
  std::size_t slot_of(std::string_view word) const;

  std::string_view lines_;
  std::vector<std::uint32_t> slots_;  // where a word begins; 0 for none, as a line break stands there
};

// Source: SCOWL size 35 (Debian wamerican-small, wbritish-small) and Debian wspanish, read at build time.
// The list is made when it is asked for first.
const WordList& english_words();
const WordList& spanish_words();

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_WORDS_H_
