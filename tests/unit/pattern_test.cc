#include "engine/match/pattern.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace verbatim;

namespace {

// The tree written out: "seq{word(how) concept(treatment)}".
std::string print(const PatternNode& node) {
  using Kind = PatternNode::Kind;
  const auto children = [&](std::string name) {
    std::string inside;
    for (const auto& child : node.children) inside += (inside.empty() ? "" : " ") + print(child);
    return name + "{" + inside + "}";
  };
  switch (node.kind) {
    case Kind::kWord:
      return node.text;
    case Kind::kExact:
      return "'" + node.text + "'";
    case Kind::kConcept:
      return "@" + node.text;
    case Kind::kCapture:
      return node.name + "=" + node.text;
    case Kind::kGap:
      return "*" + std::to_string(node.max);
    case Kind::kStart:
      return "<";
    case Kind::kEnd:
      return ">";
    case Kind::kSequence:
      return children("seq");
    case Kind::kAlternatives:
      return children("alt");
    case Kind::kOptional:
      return children("opt");
  }
  return "?";
}

std::string print(std::string_view pattern) {
  const auto parsed = parse_pattern(pattern, text::language_of("en"));
  if (!parsed.errors.empty()) {
    return "error at " + std::to_string(parsed.errors[0].offset) + ": " + parsed.errors[0].message;
  }
  std::string out;
  for (const auto& part : parsed.tree.parts) {
    if (!out.empty()) out += " & ";
    out += (part.negated ? "!" : "") + (part.regex.empty() ? print(part.node) : "/" + part.regex + "/");
  }
  return out;
}

}  // namespace

TEST_CASE("every form of the pattern language is read") {
  struct Row {
    std::string_view pattern;
    std::string_view tree;
  };
  const Row rows[] = {
      {"how many", "seq{how many}"},
      {"\"Exact words\"", "seq{'exact' 'words'}"},
      {"(a|b c)", "seq{alt{seq{a} seq{b c}}}"},
      {"(a)", "seq{seq{a}}"},
      {"[a|b] c", "seq{opt{alt{seq{a} seq{b}}} c}"},
      {"a * b *3 c", "seq{a *8 b *3 c}"},
      {"< hi >", "seq{< hi >}"},
      {"@skin_care", "seq{@skin_care}"},
      {"{days:number} days", "seq{days=number days}"},
      {"a & b", "seq{a} & seq{b}"},
      {"a & !b c", "seq{a} & !seq{b c}"},
      {"a !b", "seq{a} & !seq{b}"},
      {"/a.?b/", "/a.?b/"},
      {"micro-needling don't", "seq{micro needling do not}"},
  };
  for (const auto& [pattern, tree] : rows) {
    CAPTURE(pattern);
    CHECK(print(pattern) == tree);
  }
}

TEST_CASE("a mistake in a pattern is found at its character") {
  struct Row {
    std::string_view pattern;
    std::string_view error;
  };
  const Row rows[] = {
      {"", "error at 0: The pattern is empty."},
      {"a (b|c", "error at 2: This ( is not closed."},
      {"a b)", "error at 3: This ) closes nothing."},
      {"é [b", "error at 2: This [ is not closed."},
      {"a | b", "error at 2: A | stands outside brackets."},
      {"a (|b)", "error at 3: A choice in these brackets is empty."},
      {"\"a", "error at 1: This quote is not closed."},
      {"@ a", "error at 1: A name is missing here."},
      {"a *99 b", "error at 5: A gap spans 1 to 20 words."},
      {"!a", "error at 2: The pattern says only what must not be there."},
      {"a &", "error at 3: Nothing stands after &."},
      {"& a", "error at 0: A part of the pattern is empty."},
      {"/abc", "error at 4: This regular expression has no end."},
      {"{days number}", "error at 5: A : is missing here."},
      {"a ? b", "error at 3: \"?\" holds no word."},
  };
  for (const auto& [pattern, error] : rows) {
    CAPTURE(pattern);
    CHECK(print(pattern) == error);
  }
}

TEST_CASE("brackets without end are refused, not followed") {
  CHECK(print(std::string(10000, '(')) == "error at 12: Brackets are nested too deeply.");
}
