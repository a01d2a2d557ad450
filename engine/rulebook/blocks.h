// Blocks are what a visitor reads: typed pieces of text without markup.
//
// An adapter renders them for its medium; text stays text whatever characters it holds.
#ifndef VERBATIM_ENGINE_RULEBOOK_BLOCKS_H_
#define VERBATIM_ENGINE_RULEBOOK_BLOCKS_H_

#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

// A stretch of text in one style.  `href` is empty, or an https:, mailto: or tel: address.
struct Span {
  std::string text;
  bool bold = false;
  bool italic = false;
  std::string href = {};

  friend bool operator==(const Span&, const Span&) = default;
};

using Line = std::vector<Span>;

enum class Tone {
  kUrgent,  // a danger sign: act now
  kCrisis,  // a person in distress: help lines first
};

// One piece of a reply.  Which members are used depends on `kind`.
struct Block {
  enum class Kind {
    kParagraph,  // lines[0]
    kList,       // one line an item; `ordered`
    kLink,       // a link that stands alone: lines[0][0] with its href
    kCard,       // `tone`, `title`, `blocks`: cannot be dismissed
  };
  Kind kind = Kind::kParagraph;
  std::vector<Line> lines = {};
  bool ordered = false;
  Tone tone = Tone::kUrgent;
  std::string title = {};
  std::vector<Block> blocks = {};

  friend bool operator==(const Block&, const Block&) = default;
};

// "urgent" or "crisis", as the wire protocol spells it.
std::string_view name_of(Tone tone);

// The blocks as plain text: paragraphs separated by an empty line, items by "- " or "1. ",
// links as "text (address)".  For terminals, logs of tests, and media without formatting.
std::string plain_text(const std::vector<Block>& blocks);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_BLOCKS_H_
