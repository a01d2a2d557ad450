#include "engine/match/compiled_pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "engine/text/distance.h"

namespace verbatim {
namespace {

using Kind = PatternNode::Kind;

constexpr std::int64_t kRawMemory = 1 << 20;

bool is_word(const PatternNode& node) { return node.kind == Kind::kWord || node.kind == Kind::kExact; }

// A run of words and nothing else, short enough for a phrase.
bool is_phrase(const PatternNode& node) {
  if (is_word(node)) return true;
  return node.kind == Kind::kSequence && !node.children.empty() && node.children.size() <= kMaxPhrase &&
         std::ranges::all_of(node.children, is_word);
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

std::string folded_words(const Reading& reading, WordRange range) {
  std::string out;
  for (auto i = range.begin; i < range.end; ++i) {
    if (!out.empty()) out += ' ';
    out += reading.tokens[i].folded;
  }
  return out;
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

// The part under construction: its slots, and the letters given out so far.
struct PatternCompiler::Part {
  CompiledPart out;
  std::vector<AtomId>& required;
  std::vector<PatternError>& errors;
  unsigned next_letter = kFirstLetter;

  const Slot* slot(AtomId atom, std::size_t longest, std::size_t offset) {
    const auto found = std::ranges::find(out.slots, atom, &Slot::atom);
    if (found != out.slots.end()) return &*found;
    if (next_letter + longest > kLastLetter) {
      if (errors.empty()) {
        errors.push_back({offset, "This pattern names too many different words.",
                          "Split it into several patterns.", "bad-pattern"});
      }
      return nullptr;
    }
    out.slots.push_back({atom, static_cast<std::uint8_t>(next_letter), static_cast<std::uint8_t>(longest)});
    next_letter += static_cast<unsigned>(longest);
    return &out.slots.back();
  }

  void require(AtomId atom) {
    if (std::ranges::find(required, atom) == required.end()) required.push_back(atom);
  }
};

AtomId PatternCompiler::atom_of(const PatternNode& node, std::vector<PatternError>& errors) {
  if (node.kind == Kind::kWord) return lexicon_.word_atom(lexicon_.add_stem(node.text, stemmer_));
  if (node.kind == Kind::kExact) return lexicon_.word_atom(lexicon_.add_exact(node.text, stemmer_));
  if (node.kind == Kind::kAlternatives) return phrase_set(node);
  if (const auto found = concepts_.find(node.text); found != concepts_.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [name, atom] : concepts_) known.push_back(name);
  std::ranges::sort(known);
  const auto near = text::nearest(node.text, known);
  errors.push_back(
      {node.offset, "There is no concept @" + node.text + ".",
       near.empty() ? "Define it in a concepts file, or take it away." : "Did you mean @" + near + "?",
       "unknown-concept"});
  return kNone;
}

AtomId PatternCompiler::phrase_set(const PatternNode& alternatives) {
  std::vector<std::vector<SymbolId>> phrases;
  std::string name;
  for (const auto& branch : alternatives.children) {
    auto& phrase = phrases.emplace_back();
    name += name.empty() ? "" : "|";
    const std::span<const PatternNode> words =
        is_word(branch) ? std::span(&branch, 1) : std::span<const PatternNode>(branch.children);
    for (const auto& word : words) {
      phrase.push_back(word.kind == Kind::kExact ? lexicon_.add_exact(word.text, stemmer_)
                                                 : lexicon_.add_stem(word.text, stemmer_));
      name += (phrase.size() > 1 ? " " : "") + lexicon_.text_of(phrase.back());
    }
  }
  if (const auto found = phrase_sets_.find(name); found != phrase_sets_.end()) return found->second;
  const auto atom = lexicon_.add_atom("(" + name + ")");
  for (const auto& phrase : phrases) lexicon_.add_phrase(atom, phrase);
  phrase_sets_.emplace(name, atom);
  return atom;
}

namespace {

// Writes the shape of a tree.  `certain` is false inside what may be missing: atoms there are not required.
template <typename Part, typename AtomOf, typename Longest>
std::string shape_of(const PatternNode& node, bool certain, Part& part, const AtomOf& atom_of,
                     const Longest& longest) {
  const auto inside = [&](const PatternNode& child, bool sure) {
    return shape_of(child, sure, part, atom_of, longest);
  };
  const auto atom = [&]() -> std::string {
    const auto id = atom_of(node);
    if (id == kNone) return {};
    const auto* slot = part.slot(id, longest(id), node.offset);
    if (slot == nullptr) return {};
    if (certain) part.require(id);
    return shape_of_slot(*slot);
  };
  switch (node.kind) {
    case Kind::kWord:
    case Kind::kExact:
    case Kind::kConcept:
      return atom();
    case Kind::kCapture:
      part.out.captures.push_back(node.name);
      return "(" + atom() + ")";
    case Kind::kGap:
      return shape_of_gap(node.max);
    case Kind::kStart:
      return "^";
    case Kind::kEnd:
      return "$";
    case Kind::kOptional:
      return "(?:" + inside(node.children.front(), false) + ")?";
    case Kind::kSequence: {
      std::string out;
      for (const auto& child : node.children) out += inside(child, certain);
      return out;
    }
    case Kind::kAlternatives: {
      if (std::ranges::all_of(node.children, is_phrase)) return atom();
      std::string out;
      for (const auto& child : node.children) out += (out.empty() ? "" : "|") + inside(child, false);
      return "(?:" + out + ")";
    }
  }
  return {};
}

}  // namespace

CompiledPart PatternCompiler::compile_part(const PatternPart& part, std::vector<AtomId>& required,
                                           std::vector<PatternError>& errors) {
  std::vector<AtomId> unused;
  Part building{{}, part.negated ? unused : required, errors};
  building.out.negated = part.negated;
  if (!part.regex.empty()) {
    building.out.raw = compile_raw(part, errors);
    return std::move(building.out);
  }
  if (can_be_empty(part.node)) {
    errors.push_back({part.offset, "This part of the pattern matches any message.",
                      "At least one word must not be optional."});
    return std::move(building.out);
  }
  const auto shape = shape_of(
      part.node, true, building, [&](const PatternNode& node) { return atom_of(node, errors); },
      [&](AtomId atom) { return std::max<std::size_t>(lexicon_.longest(atom), 1); });
  if (!errors.empty()) return std::move(building.out);
  building.out.shape = shapes_.get(shape);
  if (building.out.shape == nullptr) {
    errors.push_back({part.offset, "This pattern is too large.", "Split it, or use shorter gaps."});
  }
  return std::move(building.out);
}

CompiledPattern PatternCompiler::compile(const PatternTree& tree, std::vector<PatternError>& errors) {
  CompiledPattern out;
  for (const auto& part : tree.parts) out.parts.push_back(compile_part(part, out.required, errors));
  return out;
}

namespace {

// The words of `range` that an atom of the part covers.
void add_named_words(const CompiledPart& part, const Reading& reading, WordRange range,
                     std::vector<std::uint16_t>& words) {
  for (const auto& slot : part.slots) {
    for (const auto& place : reading.places(slot.atom)) {
      if (place.start < range.begin || place.start + place.length > range.end) continue;
      for (auto i = place.start; i < place.start + place.length; ++i) words.push_back(i);
    }
  }
}

bool match_raw(const CompiledPart& part, const Reading& reading, PatternMatch& out) {
  const auto all = WordRange{0, static_cast<std::uint16_t>(reading.tokens.size())};
  const auto text = folded_words(reading, all);
  re2::StringPiece found;
  if (!part.raw->Match(text, 0, text.size(), re2::RE2::UNANCHORED, &found, 1)) return false;
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  std::uint16_t word = 0;
  WordRange range{all.end, 0};
  for (std::size_t at = 0; word < all.end; ++word) {
    const auto end = at + reading.tokens[word].folded.size();
    if (end > begin && at < begin + found.size()) {
      range = {std::min(range.begin, word), static_cast<std::uint16_t>(word + 1)};
      out.words.push_back(word);
    }
    at = end + 1;
  }
  out.ranges.push_back(range.end == 0 ? WordRange{} : range);
  return true;
}

bool match_shape(const CompiledPart& part, const Reading& reading, PatternMatch& out) {
  const auto written = write_down(reading, part.slots);
  const auto ranges = find_shape(*part.shape, written, static_cast<int>(part.captures.size()));
  if (!ranges) return false;
  for (std::size_t i = 0; i < part.captures.size() && i + 1 < ranges->size(); ++i) {
    const auto& range = (*ranges)[i + 1];
    if (range.end > range.begin) out.captures.push_back({part.captures[i], folded_words(reading, range)});
  }
  out.ranges.push_back(ranges->front());
  add_named_words(part, reading, ranges->front(), out.words);
  return true;
}

}  // namespace

std::optional<PatternMatch> match(const CompiledPattern& pattern, const Reading& reading) {
  PatternMatch out;
  for (const auto& part : pattern.parts) {
    PatternMatch ignored;
    auto& into = part.negated ? ignored : out;
    const bool found = part.raw ? match_raw(part, reading, into) : match_shape(part, reading, into);
    if (found == part.negated) return std::nullopt;
  }
  std::ranges::sort(out.words);
  out.words.erase(std::unique(out.words.begin(), out.words.end()), out.words.end());
  return out;
}

}  // namespace verbatim
