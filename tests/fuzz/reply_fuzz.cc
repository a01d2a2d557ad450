// Any conversation gets replies that keep the promises: a line is a message, a line after '#' a button.
#include <algorithm>
#include <string>

#include "engine/engine.h"
#include "tests/fuzz/fuzz.h"
#include "tests/unit/small_rulebook.h"

namespace {

using namespace verbatim;
using fuzz::require;

const Rulebook& rulebook() {
  static const auto parsed = small_rulebook();
  return *parsed;
}

bool same(const Reply& a, const Reply& b) {
  return a.kind == b.kind && a.blocks == b.blocks && a.choices == b.choices && a.confidence == b.confidence;
}

void check(const Reply& reply) {
  require(reply.confidence >= 0 && reply.confidence <= 1, "confidence lies between 0 and 1");
  require(!plain_text(reply.blocks).empty(), "a reply says something");
  for (const auto& choice : reply.choices)
    require(rulebook().find(choice.value) != nullptr, "a button names a rule");
  for (const auto& answered : reply.answers)
    require(rulebook().find(answered.rule) != nullptr, "an answer stands in the rulebook");
}

// A session goes to a store and comes back between two turns.
void store(Session& session) {
  const auto read = session_from_json(to_json(session));
  require(read && *read == session, "a session survives its JSON");
  session = *read;
}

void take_turn(Session& session, std::string_view line) {
  const bool button = line.starts_with('#');
  const Utterance said{.text = button ? std::string_view{} : line,
                       .choice = button ? line.substr(1) : std::string_view{}};
  auto again = session;
  Explanation explanation;
  const auto first = reply(rulebook(), session, said, {});
  const auto second = reply(rulebook(), again, said, {&explanation});
  require(same(first, second) && session == again, "the same turn gives the same reply, explained or not");
  (void)to_json(explanation);
  check(first);
  store(session);
}

// Whatever is said after a danger, and whatever state the conversation is in, its card comes.
void name_danger(Session session, std::string_view line) {
  const auto text = "I can't breathe. " + std::string(line);
  const auto answer = reply(rulebook(), session, {.text = text}, {});
  require(answer.kind == ReplyKind::kUrgent, "a danger is never outranked or hidden");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = fuzz::text_of(data, size);
  (void)session_from_json(rest);
  Session session;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    take_turn(session, line);
    name_danger(session, line);
  }
  return 0;
}
