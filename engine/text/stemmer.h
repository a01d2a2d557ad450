// Stemmer: the common part of "treat", "treated", "treatments" (Snowball, by libstemmer).
#ifndef VERBATIM_ENGINE_TEXT_STEMMER_H_
#define VERBATIM_ENGINE_TEXT_STEMMER_H_

#include <string>
#include <string_view>

#include "engine/text/language.h"

struct sb_stemmer;

namespace verbatim::text {

// Holds scratch memory: one per thread and turn.  Made on first use, as most
// words of a message are found in the lexicon and need no stemming.
class Stemmer {
 public:
  explicit Stemmer(const Language& language) : language_(language) {}
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;  // make another one
  Stemmer& operator=(const Stemmer&) = delete;

  // The stem of a folded word; the word itself in a language without stemmer and for what is not letters.
  std::string stem(std::string_view folded);

 private:
  const Language& language_;
  sb_stemmer* stemmer_ = nullptr;
};

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_STEMMER_H_
