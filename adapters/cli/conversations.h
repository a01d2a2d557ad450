// Conversations: what visitors may say turn by turn, and what must come back.
#ifndef VERBATIM_ADAPTERS_CLI_CONVERSATIONS_H_
#define VERBATIM_ADAPTERS_CLI_CONVERSATIONS_H_

#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/rulebook/diagnostic.h"

namespace verbatim::cli {

// One turn; an empty expectation is not looked at.
struct ExpectedTurn {
  std::string user;    // typed text,
  std::string choose;  // or the value of a button
  std::string rule;
  std::string topic;
  std::string kind;
  std::vector<std::string> contains;  // pieces of the reply's text
  std::vector<std::string> choices;   // values of buttons that must be offered
  SessionFacts facts;                 // what must be known of the visitor afterwards
  Position at;
};

struct Conversation {
  std::string name;
  std::string known_failure;  // why it fails for now; when it is given, the conversation must fail
  Position at;
  std::vector<ExpectedTurn> turns;
};

// Reads {"conversations": [{"name", "turns": [{"user" | "choose", "rule", …}]}]}; mistakes go to
// `diagnostics`.
std::vector<Conversation> read_conversations(std::string_view text, const std::string& file,
                                             std::vector<Diagnostic>& diagnostics);

// What was expected and did not come, one sentence each; empty when all did.
std::vector<std::string> differences(const ExpectedTurn& expected, const Reply& reply,
                                     const Session& session);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_CONVERSATIONS_H_
