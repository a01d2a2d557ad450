#include "engine/match/pattern.h"

#include <algorithm>
#include <utility>

#include "engine/text/tokenise.h"
#include "engine/text/utf8.h"

namespace verbatim {
namespace {

using Kind = PatternNode::Kind;

constexpr int kMaxDepth = 12;
constexpr std::string_view kReserved = "()[]|*<>@{}&!\"/ \t\r\n";

// Recursive descent over one pattern.  After a mistake it goes on at the next
// part, so that one reading reports several.
class Parser {
 public:
  Parser(std::string_view pattern, const text::Language& language) : text_(pattern), language_(language) {}

  PatternParse run() {
    skip_space();
    if (at_end()) fail("The pattern is empty.", "Write the words to look for.");
    while (!at_end()) {
      part();
      skip_space();
      if (at_end()) break;
      if (peek() == '&') {
        take();
        skip_space();
        if (at_end()) fail("Nothing stands after &.", "Write what else must be there, or take the & away.");
      } else if (peek() != '!') {
        unexpected();
      }
    }
    const auto& parts = out_.tree.parts;
    if (out_.errors.empty() && std::ranges::all_of(parts, &PatternPart::negated)) {
      fail("The pattern says only what must not be there.", "Add the words to look for.");
    }
    return std::move(out_);
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return text_[at_]; }
  char take() { return text_[at_++]; }
  std::size_t here() const { return text::length(text_.substr(0, at_)); }
  void skip_space() {
    while (!at_end() && std::string_view(" \t\r\n").find(peek()) != std::string_view::npos) ++at_;
  }
  bool accept(char c) {
    if (at_end() || peek() != c) return false;
    ++at_;
    return true;
  }

  void fail(std::string message, std::string hint) {
    out_.errors.push_back({here(), std::move(message), std::move(hint)});
    at_ = text_.size();
  }

  void unexpected() {
    const std::string found(1, peek());
    if (peek() == ')' || peek() == ']' || peek() == '}') {
      fail("This " + found + " closes nothing.", "Take it away, or add the opening bracket.");
    } else if (peek() == '|') {
      fail("A | stands outside brackets.", "Put the choices in round brackets: (one|other).");
    } else {
      fail("A " + found + " cannot stand here.", "Put & between parts that may stand in any order.");
    }
  }

  void part() {
    PatternPart part;
    part.offset = here();
    if (accept('!')) {
      part.negated = true;
      skip_space();
    }
    if (accept('/')) {
      part.regex = regex();
    } else {
      part.node = sequence(0);
      if (part.node.children.empty() && out_.errors.empty()) {
        if (!at_end() && peek() != '&' && peek() != '!') return unexpected();
        fail("A part of the pattern is empty.", "Write the words to look for.");
      }
    }
    out_.tree.parts.push_back(std::move(part));
  }

  std::string regex() {
    std::string out;
    while (!at_end() && peek() != '/') {
      if (peek() == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '/') ++at_;
      out += take();
    }
    if (!accept('/')) {
      fail("This regular expression has no end.", "Close it with a slash: /…/.");
    } else if (out.empty()) {
      fail("This regular expression is empty.", "Write it between the slashes, or use words.");
    }
    return out;
  }

  PatternNode sequence(int depth) {
    PatternNode node{.kind = Kind::kSequence, .offset = here()};
    for (skip_space(); !at_end(); skip_space()) {
      if (std::string_view("|)]}&!").find(peek()) != std::string_view::npos) break;
      item(depth, node.children);
    }
    return node;
  }

  void item(int depth, std::vector<PatternNode>& out) {
    if (depth >= kMaxDepth)
      return fail("Brackets are nested too deeply.", "Split this into several patterns.");
    const auto offset = here();
    switch (peek()) {
      case '(':
        take();
        return out.push_back(choices(')', offset, depth));
      case '[':
        take();
        return out.push_back(
            {.kind = Kind::kOptional, .offset = offset, .children = {choices(']', offset, depth)}});
      case '*':
        take();
        return out.push_back({.kind = Kind::kGap, .max = gap(), .offset = offset});
      case '<':
        take();
        return out.push_back({.kind = Kind::kStart, .offset = offset});
      case '>':
        take();
        return out.push_back({.kind = Kind::kEnd, .offset = offset});
      case '@':
        take();
        return out.push_back({.kind = Kind::kConcept, .text = name(), .offset = offset});
      case '{':
        take();
        return capture(offset, out);
      case '"':
        take();
        return quoted(offset, out);
      case '/':
        return fail("A regular expression must be a part of its own.", "Put & between it and the words.");
      default:
        return words(Kind::kWord, take_word(), offset, out);
    }
  }

  PatternNode choices(char close, std::size_t offset, int depth) {
    PatternNode node{.kind = Kind::kAlternatives, .offset = offset};
    do {
      auto branch = sequence(depth + 1);
      if (branch.children.empty() && out_.errors.empty()) {
        fail("A choice in these brackets is empty.", "Use [ ] for something that may be missing.");
        return node;
      }
      node.children.push_back(std::move(branch));
    } while (accept('|'));
    if (!accept(close) && out_.errors.empty()) {
      at_ = byte_of(offset);
      fail(close == ')' ? "This ( is not closed." : "This [ is not closed.",
           close == ')' ? "Add the missing )." : "Add the missing ].");
    }
    if (node.children.size() == 1) return std::move(node.children.front());
    return node;
  }

  std::size_t byte_of(std::size_t characters) const {
    std::size_t byte = 0;
    while (characters-- > 0 && byte < text_.size()) byte += text::decode(text_, byte).length;
    return byte;
  }

  int gap() {
    int max = 0;
    bool digits = false;
    while (!at_end() && peek() >= '0' && peek() <= '9' && max <= kMaxGap) {
      max = max * 10 + (take() - '0');
      digits = true;
    }
    if (!digits) return kDefaultGap;
    if (max < 1 || max > kMaxGap) fail("A gap spans 1 to 20 words.", "Write *, or a number from *1 to *20.");
    return max;
  }

  std::string name() {
    std::string out;
    while (!at_end()) {
      const char c = peek();
      const bool ok = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      if (!ok) break;
      out += take();
    }
    if (out.empty()) fail("A name is missing here.", "Names are of small letters, digits and _: @treatment.");
    return out;
  }

  void capture(std::size_t offset, std::vector<PatternNode>& out) {
    PatternNode node{.kind = Kind::kCapture, .offset = offset};
    node.name = name();
    if (!out_.errors.empty()) return;
    if (!accept(':')) return fail("A : is missing here.", "Write {name:type}, for example {days:number}.");
    accept('@');
    node.text = name();
    if (!out_.errors.empty()) return;
    if (!accept('}')) return fail("This { is not closed.", "Write {name:type}, for example {days:number}.");
    out.push_back(std::move(node));
  }

  void quoted(std::size_t offset, std::vector<PatternNode>& out) {
    const auto end = text_.find('"', at_);
    if (end == std::string_view::npos) return fail("This quote is not closed.", "Add the missing \".");
    const auto inside = text_.substr(at_, end - at_);
    at_ = end + 1;
    words(Kind::kExact, inside, offset, out);
  }

  std::string_view take_word() {
    const auto begin = at_;
    while (!at_end() && kReserved.find(peek()) == std::string_view::npos) ++at_;
    if (at_ == begin) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // One written word can be several tokens: "micro-needling", "don't".
  void words(Kind kind, std::string_view written, std::size_t offset, std::vector<PatternNode>& out) {
    const auto tokens = text::tokenise(written, language_);
    if (tokens.empty()) {
      return fail("\"" + std::string(written) + "\" holds no word.",
                  "Punctuation is not matched; take it away.");
    }
    for (const auto& token : tokens) out.push_back({.kind = kind, .text = token.folded, .offset = offset});
  }

  std::string_view text_;
  const text::Language& language_;
  std::size_t at_ = 0;
  PatternParse out_;
};

}  // namespace

PatternParse parse_pattern(std::string_view pattern, const text::Language& language) {
  return Parser(pattern, language).run();
}

}  // namespace verbatim
