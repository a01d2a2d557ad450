// Language: what the text stage knows of one language, all of it data.
#ifndef VERBATIM_ENGINE_TEXT_LANGUAGE_H_
#define VERBATIM_ENGINE_TEXT_LANGUAGE_H_

#include <span>
#include <string_view>

namespace verbatim::text {

// "don't" stands for "do not".
struct Contraction {
  std::string_view from;
  std::string_view to;
};

struct Language {
  std::string_view code;                             // "en"
  const char* stemmer;                               // libstemmer's name of the algorithm, null for none
  std::span<const Contraction> contractions;         // sorted by `from`
  std::span<const std::string_view> function_words;  // sorted; words that carry grammar, not a subject
};

// The language of a locale such as "en-GB"; words are taken as they are for one that is not known.
// The reference is to data that lives as long as the program.
const Language& language_of(std::string_view locale);

// What a contraction stands for, or an empty view.
std::string_view expand(const Language& language, std::string_view folded);

bool is_function_word(const Language& language, std::string_view folded);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_LANGUAGE_H_
