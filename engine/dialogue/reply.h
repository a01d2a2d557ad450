// Reply is what one turn gives back: typed blocks, choices, and how they came about.
//
// It is a plain value without markup: an adapter renders the blocks for its
// medium, and text stays text whatever characters it holds.
#ifndef VERBATIM_ENGINE_DIALOGUE_REPLY_H_
#define VERBATIM_ENGINE_DIALOGUE_REPLY_H_

#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

// A stretch of text in one style.  `href` is empty, or an https:, mailto: or tel: address.
struct Span {
  std::string text;
  bool bold = false;
  bool italic = false;
  std::string href;

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

// A button.  `value` is a rule id: send it back as a choice.
struct Choice {
  std::string value;
  std::string title;

  friend bool operator==(const Choice&, const Choice&) = default;
};

enum class ReplyKind {
  kAnswer,    // the clinic's answer
  kClarify,   // "did you mean …": choices, no answer yet
  kFallback,  // no rule reached the threshold
  kUrgent,    // a danger sign was named; cards come first
  kCrisis,    // a cry for help; cards come first
  kFlow,      // a step of a guided consultation
};

// "answer", "clarify", … as the wire protocol and `verbatim ask --json` spell it.
std::string_view name_of(ReplyKind kind);
std::string_view name_of(Tone tone);

// A rule that answered, in the order in which its blocks stand.
struct Answered {
  std::string rule;
  std::string topic;
};

struct Reply {
  ReplyKind kind = ReplyKind::kFallback;
  std::vector<Block> blocks = {};
  std::vector<Choice> choices = {};
  std::vector<Answered> answers = {};  // empty for clarify and fallback
  double confidence = 0;               // 0 to 1, of the first answer or of the best candidate

  // The rule and topic that answered first; empty when none did.
  std::string_view rule() const { return answers.empty() ? std::string_view{} : answers.front().rule; }
  std::string_view topic() const { return answers.empty() ? std::string_view{} : answers.front().topic; }
};

// The blocks as plain text: paragraphs separated by an empty line, items by "- " or "1. ",
// links as "text (address)".  For terminals, logs of tests, and media without formatting.
std::string plain_text(const std::vector<Block>& blocks);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_DIALOGUE_REPLY_H_
