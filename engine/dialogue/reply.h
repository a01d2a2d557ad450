// Reply is what one turn gives back: typed blocks, choices, and how they came about.
//
// It is a plain value without markup: an adapter renders the blocks for its
// medium, and text stays text whatever characters it holds.
#ifndef VERBATIM_ENGINE_DIALOGUE_REPLY_H_
#define VERBATIM_ENGINE_DIALOGUE_REPLY_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/blocks.h"

namespace verbatim {

// A button.  `value` names a rule, or a choice of a flow: send it back as it is.
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
  kFlow,      // a question of a guided consultation, or its outcome
};

// "answer", "clarify", … as the wire protocol and `verbatim ask --json` spell it.
std::string_view name_of(ReplyKind kind);

// What answered, in the order in which its blocks stand.
struct Answered {
  std::string rule;  // id; "flow/step" or "flow/outcome" of a flow
  std::string topic;
};

// Where a guided consultation stands.
struct FlowProgress {
  std::string flow;  // id
  std::string title;
  std::string step;        // id of the step that waits for an answer; empty at the outcome
  std::size_t number = 0;  // of this question, from 1
  std::size_t of = 0;      // how many there will be, when no choice leads aside
};

// What staff should be told, now that the visitor has agreed.
enum class HandoffStep {
  kNone,
  kTell,     // the visitor wants a person
  kContact,  // and has typed how to be reached
};

struct Reply {
  ReplyKind kind = ReplyKind::kFallback;
  std::vector<Block> blocks = {};
  std::vector<Choice> choices = {};
  std::vector<Answered> answers = {};     // empty for clarify and fallback
  std::optional<FlowProgress> flow = {};  // while one waits for an answer, and at its outcome
  HandoffStep handoff = HandoffStep::kNone;
  std::string contact = {};  // a phone number or an e-mail address, with kContact: as it was typed
  double confidence = 0;     // 0 to 1, of the first answer or of the best candidate

  // The rule and topic that answered first; empty when none did.
  std::string_view rule() const { return answers.empty() ? std::string_view{} : answers.front().rule; }
  std::string_view topic() const { return answers.empty() ? std::string_view{} : answers.front().topic; }
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_DIALOGUE_REPLY_H_
