// Session is what the engine remembers of one conversation: a small value that the caller keeps.
//
// It holds ids of rules and choices, and the values that patterns ask to capture ("3 days"), never
// other words of the visitor.  Give each conversation its own; the engine changes it
// only inside reply().
#ifndef VERBATIM_ENGINE_DIALOGUE_SESSION_H_
#define VERBATIM_ENGINE_DIALOGUE_SESSION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/condition.h"

namespace verbatim {

// What was answered at a step of a flow: ids of its choices, none when it was skipped.
struct GivenAnswer {
  std::string step;
  std::vector<std::string> choices;

  friend bool operator==(const GivenAnswer&, const GivenAnswer&) = default;
};

// Where the visitor stands in a guided consultation.
struct FlowState {
  std::string flow = {};                 // id; empty when there is none
  std::string step = {};                 // that waits for an answer; empty once the outcome was given
  std::vector<std::string> picked = {};  // so far, at a step where several choices may apply
  std::vector<GivenAnswer> given = {};   // in their order

  friend bool operator==(const FlowState&, const FlowState&) = default;
};

struct Session {
  static constexpr int kVersion = 1;
  static constexpr std::size_t kMaxHistory = 8;

  std::string topic = {};                 // of the last answer
  std::string last_rule = {};             // id of the last rule that answered
  std::vector<std::string> history = {};  // ids of the rules before it, oldest first; at most kMaxHistory
  std::vector<std::string> choices = {};  // values of the buttons now shown, in their order
  SessionFacts facts = {};                // of {name:type} in patterns, and of "remember"
  FlowState flow = {};
  std::string locale = {};  // empty until the visitor chose one
  std::uint32_t turns = 0;
  std::uint32_t misses = 0;  // fallbacks in a row

  friend bool operator==(const Session&, const Session&) = default;
};

// Compact JSON with a version, for a store.
std::string to_json(const Session& session);

// Reads what to_json wrote.  Nothing when the text is not a session of a version that is known.
std::optional<Session> session_from_json(std::string_view json);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_DIALOGUE_SESSION_H_
