#include "engine/review/examples.h"

#include <algorithm>
#include <map>
#include <string>

#include "engine/match/matcher.h"
#include "engine/text/tokenise.h"

namespace verbatim::review {
namespace {

std::string quoted(const std::string& text) { return '"' + text + '"'; }

// The words as the engine reads them: the same for "Does it hurt?" and "does it hurt".
std::string plain_words(const Desk& desk, const std::string& text) {
  std::string out;
  for (const auto& word : text::tokenise(text, desk.edition.matcher().lexicon().language()))
    out += word.folded + ' ';
  return out;
}

void find_same(const Desk& desk) {
  std::map<std::string, std::pair<const Rule*, const Text*>> seen;
  for (const auto& rule : desk.edition.rules()) {
    for (const auto& example : rule.examples) {
      const auto [first, fresh] = seen.try_emplace(plain_words(desk, example.text), &rule, &example);
      if (fresh) continue;
      const auto& [other, twin] = first->second;
      const bool own = other == &rule;
      desk.add(own ? Severity::kWarning : Severity::kError, "same-example", place_of(example),
               own ? "This example stands twice in the rule."
                   : "The rule " + other->id + " has the same example.",
               own ? "Take one of the two away." : "Keep it in the rule that should answer it.")
          .related = {{twin->file, twin->at, "the other one"}};
    }
  }
}

std::string who(const Reply& reply) {
  if (!reply.answers.empty()) return "the rule " + std::string(reply.rule()) + " does";
  if (reply.kind == ReplyKind::kClarify) return "the visitor is asked what they mean";
  return "no rule does";
}

bool answered_by(const Reply& reply, const Rule& rule) {
  return std::ranges::find(reply.answers, rule.id, &Answered::rule) != reply.answers.end();
}

// A rule that only speaks in certain conversations cannot be asked out of the blue.
bool speaks_always(const Rule& rule) { return rule.when.empty() && rule.after.empty(); }

void ask(const Desk& desk, const Rule& rule) {
  for (const auto& example : rule.examples) {
    auto session = desk.start();
    const auto answer = reply(desk.site, session, {.text = example.text}, {});
    if (answered_by(answer, rule) || !speaks_always(rule)) continue;
    desk.add(rule.tier == Tier::kNormal ? Severity::kWarning : Severity::kError, "lost-example",
             place_of(example),
             quoted(example.text) + " should be answered by this rule, but " + who(answer) + ".",
             "Add a pattern for it, or take it away; verbatim ask --explain says why.");
  }
  for (const auto& example : rule.not_examples) {
    auto session = desk.start();
    if (!answered_by(reply(desk.site, session, {.text = example.text}, {}), rule)) continue;
    desk.add(Severity::kWarning, "won-not-example", place_of(example),
             quoted(example.text) + " should not be answered by this rule, but it is.",
             "Make the pattern that matches it longer, or add an \"unless\".");
  }
}

}  // namespace

void review_examples(const Desk& desk) {
  find_same(desk);
  for (const auto& rule : desk.edition.rules()) {
    ask(desk, rule);
    if (!rule.examples.empty()) continue;
    desk.add(
        Severity::kWarning, "no-examples", place_of(rule), "The rule " + rule.id + " has no examples.",
        "Add some questions as visitors would type them: they are tested, and help to recognise others.");
  }
}

}  // namespace verbatim::review
