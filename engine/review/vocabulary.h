// Vocabulary: the words with which a proof about patterns can spell a message.
//
// A pattern sees a word only through its symbols (exact form, stem) and whether it is a number, a unit of
// time and so on.  So a proof needs few words for each symbol: one that has it and no exact form that
// some pattern asks for, and those that some pattern does.  All other words are alike: the filler.
#ifndef VERBATIM_ENGINE_REVIEW_VOCABULARY_H_
#define VERBATIM_ENGINE_REVIEW_VOCABULARY_H_

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/match/lexicon.h"

namespace verbatim::review {

// What the built-in types ask of a word; each is a symbol of its own here.
enum class WordClass : SymbolId {
  kNumber = 0xFFFFFF00,
  kDigits,
  kUnit,
  kDay,
  kWeekday,
  kMonth,
  kArticle,
  kBetween,
  kNearby,
};
inline constexpr SymbolId kFirstClass = static_cast<SymbolId>(WordClass::kNumber);
inline constexpr SymbolId kLastClass = static_cast<SymbolId>(WordClass::kNearby);

using LetterId = std::uint32_t;

// A word that a message can be spelled with, and the symbols that it has, ascending.
struct Letter {
  std::string word;
  std::vector<SymbolId> symbols;
};

class Vocabulary {
 public:
  // REQUIRES: `lexicon` outlives it.
  explicit Vocabulary(const Lexicon& lexicon);

  const Lexicon& lexicon() const { return lexicon_; }
  const Letter& operator[](LetterId letter) const { return letters_[letter]; }

  // The words that stand for a symbol, the most natural first; none when no word is known that has it.
  const std::vector<LetterId>& letters_of(SymbolId symbol);
  // A word that no pattern asks for, and that the engine leaves as it is.
  LetterId filler() const { return filler_; }

  // The symbol of a word as a pattern writes it.
  SymbolId stem_of(std::string_view folded) { return lexicon_.find(folded, stemmer_).stem; }
  SymbolId exact_of(std::string_view folded) { return lexicon_.find(folded, stemmer_).exact; }
  // The phrases of a concept, of all concepts inside it too.
  const std::vector<Phrase>& phrases_of(const std::string& concept_name) const;

 private:
  LetterId letter(const std::string& word);
  void choose_filler();
  void add_plain(SymbolId stem, const std::vector<std::string>& forms, std::vector<LetterId>& out);
  void add_class(WordClass of, std::vector<LetterId>& out);
  std::vector<LetterId> make_letters(SymbolId symbol);
  std::vector<std::string> words_of(WordClass of) const;

  const Lexicon& lexicon_;
  text::Stemmer stemmer_;
  std::vector<Letter> letters_;
  std::map<std::string, LetterId> by_word_;
  std::unordered_map<SymbolId, std::vector<LetterId>> by_symbol_;
  std::unordered_map<SymbolId, std::vector<std::string>> forms_;  // by stem and by exact, shortest first
  std::unordered_map<std::string, std::vector<Phrase>> concepts_;
  std::vector<std::string> digits_;  // numbers that the rulebook writes
  LetterId filler_ = 0;
};

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_VOCABULARY_H_
