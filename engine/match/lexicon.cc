#include "engine/match/lexicon.h"

#include <algorithm>
#include <cmath>

namespace verbatim {
namespace {

constexpr float kFunctionWordShare = 0.4F;  // of what another word of as many rules weighs
constexpr float kUnknownWordWeight = 0.7F;
constexpr float kForeignWordWeight = 1;  // a word of the language that no rule uses
constexpr float kLeastWeight = 0.15F;

// How common "dont" and "cant" are for the speller, though no rule writes them.
constexpr std::uint32_t kContractionUses = 30;

std::uint64_t pair_key(std::string_view first, std::string_view second) {
  const StringHash hash;
  return hash(first) * 31 + hash(second);
}

}  // namespace

SymbolId Lexicon::add_symbol(std::string text) {
  symbols_.push_back(std::move(text));
  word_atoms_.push_back(kNone);
  roots_.push_back(kNone);
  rules_with_.push_back(0);
  weights_.push_back(kUnknownWordWeight);
  return static_cast<SymbolId>(symbols_.size() - 1);
}

WordSymbols& Lexicon::form(std::string_view folded) {
  const auto found = forms_.find(folded);
  return found != forms_.end() ? found->second : forms_.emplace(folded, WordSymbols{}).first->second;
}

SymbolId Lexicon::add_stem(std::string_view folded, text::Stemmer& stemmer) {
  auto& symbols = form(folded);
  if (symbols.stem != kNone) return symbols.stem;
  const auto stem = stemmer.stem(folded);
  const auto found = stems_.find(stem);
  symbols.stem = found != stems_.end() ? found->second : stems_.emplace(stem, add_symbol(stem)).first->second;
  return symbols.stem;
}

SymbolId Lexicon::add_exact(std::string_view folded, text::Stemmer& stemmer) {
  add_stem(folded, stemmer);
  auto& symbols = form(folded);
  if (symbols.exact == kNone) symbols.exact = add_symbol('"' + std::string(folded) + '"');
  return symbols.exact;
}

AtomId Lexicon::add_atom(std::string name, std::size_t longest) {
  const auto made = static_cast<AtomId>(atoms_.size());
  if (made == concepts_ && name.starts_with('@')) ++concepts_;
  atoms_.push_back({std::move(name), longest});
  return made;
}

AtomId Lexicon::word_atom(SymbolId symbol) {
  if (word_atoms_[symbol] == kNone) {
    word_atoms_[symbol] = add_atom(symbols_[symbol]);
    add_phrase(word_atoms_[symbol], std::span(&symbol, 1));
  }
  return word_atoms_[symbol];
}

Lexicon::NodeId Lexicon::child(NodeId node, SymbolId symbol) const {
  const auto& next = nodes_[node].next;
  const auto found = std::ranges::lower_bound(next, symbol, {}, &std::pair<SymbolId, NodeId>::first);
  return found != next.end() && found->first == symbol ? found->second : kNone;
}

Lexicon::NodeId Lexicon::add_child(NodeId node, SymbolId symbol) {
  if (const auto known = child(node, symbol); known != kNone) return known;
  const auto made = static_cast<NodeId>(nodes_.size());
  nodes_.emplace_back();
  auto& next = nodes_[node].next;
  next.insert(std::ranges::lower_bound(next, symbol, {}, &std::pair<SymbolId, NodeId>::first),
              {symbol, made});
  return made;
}

void Lexicon::add_phrase(AtomId atom, std::span<const SymbolId> phrase) {
  auto node = roots_[phrase[0]];
  if (node == kNone) {
    node = roots_[phrase[0]] = static_cast<NodeId>(nodes_.size());
    nodes_.emplace_back();
  }
  for (const auto symbol : phrase.subspan(1)) node = add_child(node, symbol);
  auto& atoms = nodes_[node].atoms;
  if (std::ranges::find(atoms, atom) == atoms.end()) atoms.push_back(atom);
  atoms_[atom].longest = std::max(atoms_[atom].longest, phrase.size());
}

WordSymbols Lexicon::find(std::string_view folded, text::Stemmer& stemmer) const {
  if (const auto found = forms_.find(folded); found != forms_.end()) return found->second;
  const auto found = stems_.find(stemmer.stem(folded));
  const auto stem = found == stems_.end() ? kNone : found->second;
  return {kNone, stem, weight_of(folded, stem)};
}

void Lexicon::weigh(std::size_t rule_count) {
  const auto scale = std::log1p(static_cast<double>(rule_count));
  for (SymbolId symbol = 0; symbol < symbols_.size(); ++symbol) {
    if (rules_with_[symbol] == 0) continue;
    const auto share = static_cast<double>(rule_count) / rules_with_[symbol];
    weights_[symbol] = std::clamp(static_cast<float>(std::log1p(share) / scale), kLeastWeight, 1.0F);
  }
  for (auto& [folded, symbols] : forms_) symbols.weight = weight_of(folded, symbols.stem);
  if (names_.stem != kNone) names_.weight = weights_[names_.stem];
}

void Lexicon::add_pair(std::string_view first, std::string_view second) {
  pairs_.insert(pair_key(first, second));
}

bool Lexicon::knows_pair(std::string_view first, std::string_view second) const {
  return pairs_.contains(pair_key(first, second));
}

void Lexicon::learn_spelling() {
  std::vector<Speller::Entry> words;
  for (const auto& [word, symbols] : forms_) {
    words.push_back({word, symbols.stem == kNone ? 0 : rules_with_[symbols.stem]});
  }
  for (const auto& contraction : language_->contractions) {
    if (contraction.from.find('\'') == std::string_view::npos) {
      words.push_back({std::string(contraction.from), kContractionUses});
    }
  }
  speller_ = Speller(std::move(words));
}

float Lexicon::weight_of(std::string_view folded, SymbolId stem) const {
  if (text::is_function_word(*language_, folded)) {
    return kFunctionWordShare * (stem == kNone ? kLeastWeight : weights_[stem]);
  }
  if (stem != kNone) return weights_[stem];
  return text::is_general_word(*language_, folded) ? kForeignWordWeight : kUnknownWordWeight;
}

}  // namespace verbatim
