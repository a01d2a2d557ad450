#include "engine/text/tokenise.h"

#include <algorithm>

#include "engine/text/characters.h"
#include "engine/text/fold.h"
#include "engine/text/utf8.h"

namespace verbatim::text {
namespace {

constexpr char32_t kJoiner = 0x200D;  // glues emoji into one picture

bool is_regional_indicator(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

// A stretch of bytes that is one word, number, ideograph or symbol before folding.
struct Chunk {
  std::size_t begin;
  std::size_t end;
  bool symbol = false;
};

// Walks over a text and hands out its chunks one by one.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  // Moves to the next chunk.  False at the end of the text.
  bool next(Chunk& chunk) {
    while (at_ < text_.size()) {
      const auto [c, size] = decode(text_, at_);
      const auto kind = kind_of(c);
      const auto begin = at_;
      at_ += size;
      switch (kind) {
        case CharKind::kLetter:
          chunk = {begin, word_end()};
          return true;
        case CharKind::kDigit:
          chunk = {begin, number_end()};
          return true;
        case CharKind::kIdeograph:
          chunk = {begin, marks_end()};
          return true;
        case CharKind::kSymbol:
          chunk = {begin, symbol_end(c), true};
          return true;
        case CharKind::kStop:
          if (seen_ && !stopped_) ++clause_;
          stopped_ = true;
          break;
        default:
          break;
      }
    }
    return false;
  }

  // How many sentence ends stand before the chunk handed out last.
  std::uint32_t clause() {
    seen_ = true;
    stopped_ = false;
    return clause_;
  }

 private:
  CharKind kind_at(std::size_t offset) const {
    return offset < text_.size() ? kind_of(decode(text_, offset).code_point) : CharKind::kGap;
  }
  std::size_t after(std::size_t offset) const { return offset + decode(text_, offset).length; }

  std::size_t word_end() {
    while (at_ < text_.size()) {
      const auto kind = kind_at(at_);
      const bool inside = kind == CharKind::kLetter || kind == CharKind::kMark ||
                          kind == CharKind::kIgnorable ||
                          (kind == CharKind::kApostrophe && kind_at(after(at_)) == CharKind::kLetter);
      if (!inside) break;
      at_ = after(at_);
    }
    return at_;
  }

  // Digits, and a point or comma between two of them.
  std::size_t number_end() {
    while (at_ < text_.size()) {
      const bool separator = text_[at_] == '.' || text_[at_] == ',';
      const auto kind = kind_at(at_);
      const bool inside = kind == CharKind::kDigit || kind == CharKind::kMark ||
                          kind == CharKind::kIgnorable || (separator && kind_at(at_ + 1) == CharKind::kDigit);
      if (!inside) break;
      at_ = after(at_);
    }
    return at_;
  }

  std::size_t marks_end() {
    while (kind_at(at_) == CharKind::kMark || kind_at(at_) == CharKind::kIgnorable) at_ = after(at_);
    return at_;
  }

  std::size_t symbol_end(char32_t first) {
    if (is_regional_indicator(first) && at_ < text_.size() &&
        is_regional_indicator(decode(text_, at_).code_point)) {
      at_ = after(at_);
    }
    while (at_ < text_.size()) {
      const auto c = decode(text_, at_).code_point;
      if (c == kJoiner && kind_at(after(at_)) == CharKind::kSymbol) {
        at_ = after(after(at_));
      } else if (kind_of(c) == CharKind::kMark || kind_of(c) == CharKind::kIgnorable) {
        at_ = after(at_);
      } else {
        break;
      }
    }
    return at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t clause_ = 0;
  bool seen_ = false;
  bool stopped_ = false;
};

// Collects tokens, one folded chunk after the other.
class Collector {
 public:
  Collector(const Language& language, std::vector<Token>& tokens) : language_(language), tokens_(tokens) {}

  bool full() const { return tokens_.size() >= kMaxTokens; }

  void chunk(std::string_view message, const Chunk& chunk, std::uint32_t clause) {
    origin_ = {{}, static_cast<std::uint32_t>(chunk.begin), static_cast<std::uint32_t>(chunk.end), clause};
    const auto surface = message.substr(chunk.begin, chunk.end - chunk.begin);
    const auto kept = surface.substr(0, cut(surface));
    auto folded = fold(kept);
    if (chunk.symbol) return word(std::move(folded));
    if (const auto words = expand(language_, folded); !words.empty()) return phrase(words);
    const bool unchanged = is_ascii(surface) && kept.size() == surface.size();  // but for capitals
    if (Chunk whole{}; unchanged || is_one_chunk(folded, whole)) return word(std::move(folded));
    parts(folded);
  }

 private:
  static std::size_t cut(std::string_view surface) {
    if (surface.size() <= kMaxTokenBytes) return surface.size();
    std::size_t end = 0;
    while (end + 4 <= kMaxTokenBytes) end += decode(surface, end).length;
    return end;
  }

  static bool is_one_chunk(std::string_view folded, Chunk& chunk) {
    Scanner scanner(folded);
    return scanner.next(chunk) && chunk.begin == 0 && chunk.end == folded.size();
  }

  // Folding can open a character into several words ("½" into 1⁄2): they share its bytes.
  void parts(std::string_view folded) {
    Scanner scanner(folded);
    for (Chunk part{}; scanner.next(part);)
      word(std::string(folded.substr(part.begin, part.end - part.begin)));
  }

  void phrase(std::string_view words) {
    while (!words.empty()) {
      const auto space = std::min(words.find(' '), words.size());
      word(std::string(words.substr(0, space)));
      words.remove_prefix(std::min(space + 1, words.size()));
    }
  }

  void word(std::string folded) {
    if (folded.ends_with("'s")) folded.resize(folded.size() - 2);
    if (folded.empty() || full()) return;
    tokens_.push_back({std::move(folded), origin_.begin, origin_.end, origin_.clause});
  }

  const Language& language_;
  std::vector<Token>& tokens_;
  Token origin_;
};

}  // namespace

std::vector<Token> tokenise(std::string_view message, const Language& language) {
  std::vector<Token> tokens;
  tokens.reserve(std::min<std::size_t>(message.size() / 5 + 2, kMaxTokens));
  Collector collector(language, tokens);
  Scanner scanner(message);
  for (Chunk chunk{}; !collector.full() && scanner.next(chunk);) {
    collector.chunk(message, chunk, scanner.clause());
  }
  return tokens;
}

}  // namespace verbatim::text
