// Lexicon: the words of a rulebook, the phrases they form, and what each word weighs.
//
// A symbol is a word in one form: its stem, or exactly as written.  An atom is a
// set of phrases (runs of symbols) that a pattern can ask for: a single word is
// the smallest, a concept the usual one.  Phrases lie in one trie, so that a
// message is compared with all atoms of all rules in one walk.
#ifndef VERBATIM_ENGINE_MATCH_LEXICON_H_
#define VERBATIM_ENGINE_MATCH_LEXICON_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/match/speller.h"
#include "engine/text/language.h"
#include "engine/text/stemmer.h"

namespace verbatim {

using SymbolId = std::uint32_t;
using AtomId = std::uint32_t;
inline constexpr std::uint32_t kNone = UINT32_MAX;

// Words next to each other; at most kMaxPhrase.
using Phrase = std::vector<SymbolId>;
inline constexpr std::size_t kMaxPhrase = 8;

// The two symbols of one word, kNone for a form that the rulebook does not use, and how much it
// says: near 1 for a word of few rules, near 0 for grammar.
struct WordSymbols {
  SymbolId exact = kNone;
  SymbolId stem = kNone;
  float weight = 0;
};

// The names of what the rulebook is about: the examples take each for the same word.
struct Names {
  AtomId atom = kNone;
  SymbolId stem = kNone;  // that of the word they are all taken for
  float weight = 0;
};

// Lets a map keyed by string be asked with a view.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <typename Value>
using StringMap = std::unordered_map<std::string, Value, StringHash, std::equal_to<>>;

// Filled at load by the compiler of patterns, then only read; reading is safe from many threads.
class Lexicon {
 public:
  explicit Lexicon(const text::Language& language) : language_(&language) {}

  const text::Language& language() const { return *language_; }

  // The symbol of a folded word, made when new.
  SymbolId add_stem(std::string_view folded, text::Stemmer& stemmer);
  SymbolId add_exact(std::string_view folded, text::Stemmer& stemmer);

  // A new atom; `name` is how an explanation calls it, "@treatment" for a concept.
  // Phrases may make it longer than `longest` words later.
  AtomId add_atom(std::string name, std::size_t longest = 0);
  // REQUIRES: 1 <= phrase.size() <= kMaxPhrase.
  void add_phrase(AtomId atom, std::span<const SymbolId> phrase);
  // The atom of one word, made when new.
  AtomId word_atom(SymbolId symbol);

  // What the rulebook knows of a folded word; stems it when it was never written so.
  WordSymbols find(std::string_view folded, text::Stemmer& stemmer) const;

  // Calls emit(atom, length) for every atom of which a phrase starts with words[0].
  template <typename Emit>
  void phrases_at(std::span<const WordSymbols> words, Emit&& emit) const;

  std::size_t atom_count() const { return atoms_.size(); }
  const std::string& name_of(AtomId atom) const { return atoms_[atom].name; }
  // Concepts are the first atoms, as they are added before all others.
  bool is_concept(AtomId atom) const { return atom < concepts_; }
  // Words of the longest phrase of the atom.
  std::size_t longest(AtomId atom) const { return atoms_[atom].longest; }
  const std::string& text_of(SymbolId symbol) const { return symbols_[symbol]; }

  // Adds one to the number of rules that use a word; then weigh() turns counts into weights.
  void count(SymbolId stem) { ++rules_with_[stem]; }
  void weigh(std::size_t rule_count);
  // Whether a title or an example of some rule has the word.
  bool is_used(SymbolId stem) const { return stem != kNone && rules_with_[stem] > 0; }

  // Says which atom's phrases are names of one thing, and the word that they are taken for; before weigh().
  void unite(AtomId names, SymbolId stem) { names_ = {names, stem}; }
  const Names& names() const { return names_; }
  // Says which atom's phrases are courtesies.
  void pass_over(AtomId courtesies) { courtesies_ = courtesies; }
  AtomId courtesies() const { return courtesies_; }

  // Notes that two folded words stand next to each other somewhere in the rules.
  void add_pair(std::string_view first, std::string_view second);
  bool knows_pair(std::string_view first, std::string_view second) const;

  // Makes the rulebook's words known to the speller; after the last word was added.
  void learn_spelling();

  // Calls visit(folded, symbols) for every word that the rulebook writes, in no order.
  template <typename Visit>
  void each_form(Visit&& visit) const {
    for (const auto& [folded, symbols] : forms_) visit(folded, symbols);
  }
  // Calls visit(atom, phrase) for every phrase of every atom, each once.
  template <typename Visit>
  void each_phrase(Visit&& visit) const;

  // Whether the rulebook writes this very word somewhere.
  bool knows(std::string_view folded) const { return forms_.find(folded) != forms_.end(); }
  const Speller& speller() const { return speller_; }

 private:
  using NodeId = std::uint32_t;
  struct Node {
    std::vector<std::pair<SymbolId, NodeId>> next;  // sorted by symbol
    std::vector<AtomId> atoms;                      // whose phrase ends here
  };
  struct Atom {
    std::string name;
    std::size_t longest = 0;
  };

  float weight_of(std::string_view folded, SymbolId stem) const;
  SymbolId add_symbol(std::string text);
  WordSymbols& form(std::string_view folded);
  NodeId child(NodeId node, SymbolId symbol) const;
  NodeId add_child(NodeId node, SymbolId symbol);

  const text::Language* language_;
  StringMap<WordSymbols> forms_;  // folded words of the rulebook
  StringMap<SymbolId> stems_;
  std::vector<std::string> symbols_;
  std::vector<Atom> atoms_;
  AtomId concepts_ = 0;             // how many of the atoms are concepts
  std::vector<AtomId> word_atoms_;  // by symbol
  std::vector<NodeId> roots_;       // by symbol: first words of phrases
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> rules_with_;  // by symbol
  std::vector<float> weights_;             // by symbol
  std::unordered_set<std::uint64_t> pairs_;
  Names names_;
  AtomId courtesies_ = kNone;
  Speller speller_;
};

template <typename Visit>
void Lexicon::each_phrase(Visit&& visit) const {
  std::vector<std::pair<NodeId, Phrase>> open;
  for (SymbolId symbol = 0; symbol < roots_.size(); ++symbol) {
    if (roots_[symbol] != kNone) open.emplace_back(roots_[symbol], Phrase{symbol});
  }
  while (!open.empty()) {
    const auto [node, phrase] = std::move(open.back());
    open.pop_back();
    for (const auto atom : nodes_[node].atoms) visit(atom, phrase);
    for (const auto& [symbol, next] : nodes_[node].next) {
      open.emplace_back(next, phrase);
      open.back().second.push_back(symbol);
    }
  }
}

template <typename Emit>
void Lexicon::phrases_at(std::span<const WordSymbols> words, Emit&& emit) const {
  struct Step {
    NodeId node;
    std::uint32_t length;
  };
  // At most two branches a word, so a path of kMaxPhrase words keeps few open steps.
  Step open[2 * kMaxPhrase + 2];
  std::size_t count = 0;
  const auto push = [&](SymbolId symbol, NodeId from, std::uint32_t length) {
    if (symbol == kNone) return;
    const auto node = length == 1 ? roots_[symbol] : child(from, symbol);
    if (node != kNone) open[count++] = {node, length};
  };
  push(words[0].exact, kNone, 1);
  push(words[0].stem, kNone, 1);
  while (count > 0) {
    const auto [node, length] = open[--count];
    for (const auto atom : nodes_[node].atoms) emit(atom, length);
    if (length >= words.size() || nodes_[node].next.empty()) continue;
    push(words[length].exact, node, length + 1);
    push(words[length].stem, node, length + 1);
  }
}

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_LEXICON_H_
