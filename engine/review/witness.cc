#include "engine/review/witness.h"

#include <algorithm>

namespace verbatim::review {

Reply first_reply(const Desk& desk, const std::string& message) {
  auto session = desk.start();
  return reply(desk.site, session, {.text = message}, {});
}

bool is_reached(const Desk& desk, const Rule& rule, const std::string& message) {
  const auto answer = first_reply(desk, message);
  if (std::ranges::find(answer.answers, rule.id, &Answered::rule) != answer.answers.end()) return true;
  return answer.kind == ReplyKind::kClarify &&
         std::ranges::find(answer.choices, rule.id, &Choice::value) != answer.choices.end();
}

std::string shortest_message(Casebook& casebook, const std::vector<PatternFacts>& facts, PatternId pattern) {
  const auto found = casebook.ask(casebook.asking(pattern), [&](const std::string& message) {
    const auto reading = casebook.read(message);
    return reading && casebook.speaks(pattern, *reading);
  });
  return found.outcome == Outcome::kFound ? found.message : facts[pattern].message;
}

}  // namespace verbatim::review
