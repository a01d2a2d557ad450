// Language: what the text stage knows of one language, all of it data.
#ifndef VERBATIM_ENGINE_TEXT_LANGUAGE_H_
#define VERBATIM_ENGINE_TEXT_LANGUAGE_H_

#include <span>
#include <string>
#include <string_view>

#include "engine/text/word_table.h"

namespace verbatim::text {

class WordList;

// "don't" stands for "do not".
struct Contraction {
  std::string_view from;
  std::string_view to;
};

// "color" is read as "colour": one spelling for the stemmer.
struct Respelling {
  std::string_view from;
  std::string_view to;
};

// "weeks" is 7 days, "three" is 3, "yesterday" is 1 day ago.
struct Amount {
  std::string_view word;
  double amount;
};

constexpr std::string_view word_of(const Contraction& contraction) { return contraction.from; }
constexpr std::string_view word_of(const Respelling& respelling) { return respelling.from; }
constexpr std::string_view word_of(const Amount& amount) { return amount.word; }

// The words of numbers, durations and dates.
struct Quantities {
  WordTable<Amount> numbers;
  WordTable<Amount> units;  // in days
  WordTable<Amount> days;   // days ago; negative for days to come
  WordTable<std::string_view> weekdays;
  WordTable<std::string_view> months;
  WordTable<std::string_view> articles;  // "a" week
  WordTable<std::string_view> between;   // two "or" three days
  WordTable<std::string_view> nearby;    // "last" tuesday
  WordTable<std::string_view> hedges;    // at "least" two days
};

struct Language {
  std::string_view code;  // "en"
  const char* stemmer;    // libstemmer's name of the algorithm, null for none
  WordTable<Contraction> contractions;
  WordTable<std::string_view> function_words;  // words that carry grammar, not a subject
  WordTable<Respelling> respellings;           // variants, numbers in words
  std::span<const Respelling> endings;         // "izing" for "ising", longest first
  WordTable<std::string_view> joiners;         // "and": a second question may follow
  WordTable<std::string_view> openers;         // words with which a question begins
  WordTable<std::string_view> pointers;        // "that", "it", "why": they lean on what was said before
  const Quantities& quantities;
  WordTable<Amount> ordinals;                    // "second" is 2, "last" is -1
  WordTable<std::string_view> fillers;           // "the second one": words around an ordinal
  std::span<const std::string_view> courtesies;  // "hi", "can you tell me": phrases around a question
  const WordList& (*words)();                    // general word list (words.h), null for none
};

// The language of a locale such as "en-GB"; words are taken as they are for one that is not known.
// The reference is to data that lives as long as the program.
const Language& language_of(std::string_view locale);

// What a contraction stands for, or an empty view.
std::string_view expand(const Language& language, std::string_view folded);

// The spelling under which variants of a folded word meet, before stemming: "colorize" gives "colourise".
std::string respell(const Language& language, std::string_view folded);

// Whether it is a word of the language, known to a rulebook or not.
bool is_general_word(const Language& language, std::string_view folded);

// Whether a list of a language holds the word.
bool is_one_of(const WordTable<std::string_view>& words, std::string_view folded);

bool is_function_word(const Language& language, std::string_view folded);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_LANGUAGE_H_
