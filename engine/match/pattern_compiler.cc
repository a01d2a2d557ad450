#include "engine/match/pattern_compiler.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "engine/text/distance.h"

namespace verbatim {
namespace {

using Kind = PatternNode::Kind;

constexpr std::int64_t kRawMemory = 1 << 20;

bool is_word(const PatternNode& node) { return node.kind == Kind::kWord || node.kind == Kind::kExact; }

// The nodes of a branch, whether it is a sequence or stands alone.
std::span<const PatternNode> items_of(const PatternNode& branch) {
  return branch.kind == Kind::kSequence ? std::span<const PatternNode>(branch.children)
                                        : std::span(&branch, 1);
}

bool is_phrase(std::span<const PatternNode> items) {
  return !items.empty() && items.size() <= kMaxPhrase && std::ranges::all_of(items, is_word);
}

bool can_be_empty(const PatternNode& node) {
  switch (node.kind) {
    case Kind::kGap:
    case Kind::kStart:
    case Kind::kEnd:
    case Kind::kOptional:
      return true;
    case Kind::kSequence:
      return std::ranges::all_of(node.children, can_be_empty);
    case Kind::kAlternatives:
      return std::ranges::any_of(node.children, can_be_empty);
    default:
      return false;
  }
}

// Runs the shape once over a text that it most likely matches, so that RE2 builds its automata at
// load and not for the first visitor.
void warm(const CompiledPart& part) {
  std::string written;
  for (const auto& slot : part.slots) {
    written += ';';
    written += static_cast<char>(slot.first_letter);
  }
  find_shape(*part.shape, written, static_cast<int>(part.captures.size()));
}

std::shared_ptr<const re2::RE2> compile_raw(const PatternPart& part, std::vector<PatternError>& errors) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kRawMemory);
  auto raw = std::make_shared<re2::RE2>("(?:" + part.regex + ")", options);
  if (raw->ok()) return raw;
  errors.push_back({part.offset, "This regular expression is not valid: " + raw->error() + ".",
                    "See the RE2 syntax, or write the pattern in words."});
  return nullptr;
}

}  // namespace

// Builds one part: writes its shape, and gives each atom its letters.
class PatternCompiler::PartBuilder {
 public:
  // `required` collects the atoms without which the part cannot match.
  PartBuilder(PatternCompiler& compiler, std::vector<AtomId>& required, std::vector<PatternError>& errors)
      : compiler_(compiler), required_(required), errors_(errors) {}

  // Whether the part needs no RE2.
  bool is_row() const { return is_row_ && out_.row.size() <= kMaxRowItems; }
  CompiledPart take() {
    if (is_row()) {
      out_.slots = {};
    } else {
      out_.row = {};
    }
    out_.row.shrink_to_fit();
    out_.slots.shrink_to_fit();
    return std::move(out_);
  }
  CompiledPart& out() { return out_; }

  // `certain` is false inside what may be missing: atoms there are not required.
  std::string shape_of(const PatternNode& node, bool certain) {
    switch (node.kind) {
      case Kind::kWord:
      case Kind::kExact:
      case Kind::kConcept:
        return atom(node, certain);
      case Kind::kCapture:
        out_.captures.push_back(node.name);
        is_row_ = false;
        return "(" + atom(node, certain) + ")";
      case Kind::kGap:
        out_.row.push_back({.kind = RowItem::Kind::kGap, .max = static_cast<std::uint8_t>(node.max)});
        return shape_of_gap(node.max);
      case Kind::kStart:
        out_.row.push_back({.kind = RowItem::Kind::kStart});
        return shape_of_start();
      case Kind::kEnd:
        out_.row.push_back({.kind = RowItem::Kind::kEnd});
        return shape_of_end();
      case Kind::kOptional:
        return optional(node.children.front());
      case Kind::kSequence:
        return joined(node.children, "", certain);
      case Kind::kAlternatives:
        if (compiler_.is_phrase_set(node)) return atom(node, certain);
        is_row_ = false;
        return "(?:" + joined(node.children, "|", false) + ")";
    }
    return {};
  }

 private:
  std::string joined(const std::vector<PatternNode>& nodes, std::string_view between, bool certain) {
    std::string out;
    for (const auto& node : nodes) {
      if (&node != &nodes.front()) out += between;
      out += shape_of(node, certain);
    }
    return out;
  }

  // A row can leave out one atom, not several together.
  std::string optional(const PatternNode& node) {
    const auto before = out_.row.size();
    const auto shape = shape_of(node, false);
    const bool one_atom = out_.row.size() == before + 1 && out_.row.back().kind == RowItem::Kind::kAtom &&
                          !out_.row.back().optional;
    if (one_atom) {
      out_.row.back().optional = true;
    } else {
      is_row_ = false;
    }
    return "(?:" + shape + ")?";
  }

  std::string atom(const PatternNode& node, bool certain) {
    const auto id = compiler_.atom_of(node, errors_);
    if (id == kNone) return {};
    const auto* slot = slot_of(id, node.offset);
    if (slot == nullptr) return {};
    if (certain && std::ranges::find(required_, id) == required_.end()) required_.push_back(id);
    out_.row.push_back({.atom = id});
    return shape_of_slot(*slot);
  }

  const Slot* slot_of(AtomId atom, std::size_t offset) {
    const auto found = std::ranges::find(out_.slots, atom, &Slot::atom);
    if (found != out_.slots.end()) return &*found;
    const auto longest = std::max<std::size_t>(compiler_.lexicon_.longest(atom), 1);
    if (next_letter_ + longest > kLastLetter) {
      errors_.push_back(
          {offset, "This pattern names too many different words.", "Split it into several patterns."});
      return nullptr;
    }
    out_.slots.push_back({atom, static_cast<std::uint8_t>(next_letter_), static_cast<std::uint8_t>(longest)});
    next_letter_ += static_cast<unsigned>(longest);
    return &out_.slots.back();
  }

  PatternCompiler& compiler_;
  std::vector<AtomId>& required_;
  std::vector<PatternError>& errors_;
  CompiledPart out_;
  unsigned next_letter_ = kFirstLetter;
  bool is_row_ = true;
};

CompiledPattern PatternCompiler::compile(const PatternTree& tree, std::vector<PatternError>& errors) {
  CompiledPattern out;
  std::vector<AtomId> unused;
  for (const auto& part : tree.parts) {
    PartBuilder builder(*this, part.negated ? unused : out.required, errors);
    builder.out().negated = part.negated;
    if (!part.regex.empty()) {
      builder.out().raw = compile_raw(part, errors);
    } else if (can_be_empty(part.node)) {
      errors.push_back({part.offset, "This part of the pattern matches any message.",
                        "At least one word must not be optional."});
    } else if (const auto shape = builder.shape_of(part.node, true); errors.empty() && !builder.is_row()) {
      builder.out().shape = shapes_.get(shape);
      if (builder.out().shape != nullptr) {
        warm(builder.out());
      } else {
        errors.push_back({part.offset, "This pattern is too large.", "Split it, or use shorter gaps."});
      }
    }
    out.parts.push_back(builder.take());
  }
  return out;
}

AtomId PatternCompiler::atom_of(const PatternNode& node, std::vector<PatternError>& errors) {
  if (node.kind == Kind::kWord) return lexicon_.word_atom(lexicon_.add_stem(node.text, stemmer_));
  if (node.kind == Kind::kExact) return lexicon_.word_atom(lexicon_.add_exact(node.text, stemmer_));
  if (node.kind == Kind::kAlternatives) return phrase_set(node, errors);
  const auto* found = find_concept(node, errors);
  return found == nullptr ? kNone : found->atom;
}

const ConceptAtom* PatternCompiler::find_concept(const PatternNode& node,
                                                 std::vector<PatternError>& errors) const {
  if (const auto found = concepts_.find(node.text); found != concepts_.end()) return &found->second;
  std::vector<std::string> known;
  for (const auto& [name, atom] : concepts_) known.push_back(name);
  std::ranges::sort(known);
  const auto near = text::nearest(node.text, known);
  errors.push_back(
      {node.offset, "There is no concept @" + node.text + ".",
       near.empty() ? "Define it in a concepts file, or take it away." : "Did you mean @" + near + "?",
       "unknown-concept"});
  return nullptr;
}

Phrase PatternCompiler::phrase_of(std::span<const PatternNode> words) {
  Phrase phrase;
  for (const auto& word : words) {
    phrase.push_back(word.kind == Kind::kExact ? lexicon_.add_exact(word.text, stemmer_)
                                               : lexicon_.add_stem(word.text, stemmer_));
  }
  return phrase;
}

// Alternatives that are phrases and concepts of phrases: one atom, so that a pattern can be filed under it.
bool PatternCompiler::is_phrase_set(const PatternNode& alternatives) const {
  return std::ranges::all_of(alternatives.children, [&](const PatternNode& branch) {
    const auto items = items_of(branch);
    if (items.size() != 1 || items.front().kind != Kind::kConcept) return is_phrase(items);
    const auto found = concepts_.find(items.front().text);
    return found == concepts_.end() || !found->second.phrases.empty();
  });
}

AtomId PatternCompiler::phrase_set(const PatternNode& alternatives, std::vector<PatternError>& errors) {
  std::vector<Phrase> phrases;
  std::string name;
  for (const auto& branch : alternatives.children) {
    const auto items = items_of(branch);
    name += name.empty() ? "" : "|";
    if (items.front().kind == Kind::kConcept) {
      const auto* inside = find_concept(items.front(), errors);
      if (inside == nullptr) return kNone;
      phrases.insert(phrases.end(), inside->phrases.begin(), inside->phrases.end());
      name += '@' + items.front().text;
    } else {
      phrases.push_back(phrase_of(items));
      for (const auto symbol : phrases.back()) name += lexicon_.text_of(symbol) + ' ';
    }
  }
  if (const auto found = phrase_sets_.find(name); found != phrase_sets_.end()) return found->second;
  const auto atom = lexicon_.add_atom("(" + name + ")");
  for (const auto& phrase : phrases) lexicon_.add_phrase(atom, phrase);
  phrase_sets_.emplace(std::move(name), atom);
  return atom;
}

}  // namespace verbatim
