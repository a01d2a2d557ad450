#include "engine/match/concept_atoms.h"

#include <algorithm>
#include <utility>

#include "engine/match/pattern.h"
#include "engine/match/types.h"
#include "engine/text/distance.h"

namespace verbatim {
namespace {

class ConceptReader {
 public:
  ConceptReader(const std::vector<Concept>& concepts, Lexicon& lexicon, std::vector<Diagnostic>& out)
      : concepts_(concepts),
        lexicon_(lexicon),
        out_(out),
        stemmer_(lexicon.language()),
        own_(concepts.size()) {
    for (std::size_t i = 0; i < concepts.size(); ++i) by_name_.emplace(concepts[i].name, i);
  }

  ConceptAtoms run() {
    for (std::size_t i = 0; i < concepts_.size(); ++i) read_own(i);
    ConceptAtoms atoms;
    for (const auto type : kValueTypes) {
      const std::string name(name_of(type));
      atoms.emplace(name, ConceptAtom{lexicon_.add_atom("@" + name, kLongestValue)});
    }
    for (std::size_t i = 0; i < concepts_.size(); ++i) {
      ConceptAtom made{lexicon_.add_atom("@" + concepts_[i].name)};
      made.phrases = all_phrases(i);
      for (const auto& phrase : made.phrases) lexicon_.add_phrase(made.atom, phrase);
      atoms.emplace(concepts_[i].name, std::move(made));
    }
    return atoms;
  }

 private:
  struct Own {
    std::vector<Phrase> phrases;
    std::vector<std::pair<std::size_t, const Text*>> inside;  // concepts, and where they are named
  };

  void error(std::string code, const Text& at, std::string message, std::string hint) {
    out_.push_back({std::move(code), Severity::kError, at.file, at.at, std::move(message), std::move(hint)});
  }

  void read_own(std::size_t i) {
    const auto& own = concepts_[i];
    if (value_type(own.name)) {
      out_.push_back({"reserved-name", Severity::kError, own.file, own.at, "@" + own.name + " is built in.",
                      "Give the concept another name."});
    }
    for (const auto& text : own.phrases) {
      auto parsed = parse_pattern(text.text, lexicon_.language());
      if (!parsed.errors.empty()) {
        error("bad-phrase", text, parsed.errors.front().message, parsed.errors.front().hint);
      } else {
        read_phrase(i, text, parsed.tree);
      }
    }
  }

  void read_phrase(std::size_t i, const Text& text, const PatternTree& tree) {
    using Kind = PatternNode::Kind;
    const auto& nodes = tree.parts.front().node.children;
    const bool simple =
        tree.parts.size() == 1 && !tree.parts.front().negated && tree.parts.front().regex.empty();
    if (simple && nodes.size() == 1 && nodes[0].kind == Kind::kConcept)
      return read_inside(i, text, nodes[0].text);
    Phrase phrase;
    for (std::size_t word = 0; word < nodes.size(); ++word) {
      const auto& node = nodes[word];
      if (word > 0) lexicon_.add_pair(nodes[word - 1].text, node.text);
      if (node.kind == Kind::kWord) phrase.push_back(lexicon_.add_stem(node.text, stemmer_));
      if (node.kind == Kind::kExact) phrase.push_back(lexicon_.add_exact(node.text, stemmer_));
    }
    if (!simple || phrase.size() != nodes.size()) {
      return error("bad-phrase", text, "A concept holds words, phrases and whole @concepts only.",
                   "Put gaps, brackets and & into a rule's patterns.");
    }
    if (phrase.size() > kMaxPhrase) {
      return error("bad-phrase", text, "This phrase has more than 8 words.",
                   "Use a shorter one, or a pattern.");
    }
    own_[i].phrases.push_back(std::move(phrase));
  }

  void read_inside(std::size_t i, const Text& text, const std::string& name) {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) {
      std::vector<std::string> known;
      for (const auto& known_concept : concepts_) known.push_back(known_concept.name);
      const auto near = text::nearest(name, known);
      return error("unknown-concept", text, "There is no concept @" + name + ".",
                   near.empty() ? "Define it, or take it away." : "Did you mean @" + near + "?");
    }
    own_[i].inside.emplace_back(found->second, &text);
    if (reaches(found->second, i)) {
      error("circular-concept", text, "@" + concepts_[i].name + " contains itself by way of @" + name + ".",
            "Take one of the two out of the other.");
      own_[i].inside.pop_back();
    }
  }

  bool reaches(std::size_t from, std::size_t target) const {
    std::vector<bool> seen(concepts_.size());
    std::vector<std::size_t> open = {from};
    while (!open.empty()) {
      const auto at = open.back();
      open.pop_back();
      if (at == target) return true;
      if (seen[at]) continue;
      seen[at] = true;
      for (const auto& [inside, where] : own_[at].inside) open.push_back(inside);
    }
    return false;
  }

  // The concept's own phrases and those of all concepts inside it.
  std::vector<Phrase> all_phrases(std::size_t from) const {
    std::vector<Phrase> out;
    std::vector<bool> seen(concepts_.size());
    std::vector<std::size_t> open = {from};
    while (!open.empty()) {
      const auto at = open.back();
      open.pop_back();
      if (seen[at]) continue;
      seen[at] = true;
      out.insert(out.end(), own_[at].phrases.begin(), own_[at].phrases.end());
      for (const auto& [inside, where] : own_[at].inside) open.push_back(inside);
    }
    return out;
  }

  const std::vector<Concept>& concepts_;
  Lexicon& lexicon_;
  std::vector<Diagnostic>& out_;
  text::Stemmer stemmer_;
  std::vector<Own> own_;
  StringMap<std::size_t> by_name_;
};

}  // namespace

ConceptAtoms add_concepts(const std::vector<Concept>& concepts, Lexicon& lexicon,
                          std::vector<Diagnostic>& diagnostics) {
  return ConceptReader(concepts, lexicon, diagnostics).run();
}

}  // namespace verbatim
