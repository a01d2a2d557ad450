#include "engine/review/hidden.h"

#include <algorithm>
#include <map>

#include "engine/review/witness.h"

namespace verbatim::review {
namespace {

using State = PatternFacts::State;

class Hidden {
 public:
  Hidden(const Desk& desk, Casebook& casebook, const std::vector<PatternFacts>& facts)
      : desk_(desk), casebook_(casebook), facts_(facts), patterns_(desk.edition.rules().size()) {
    for (PatternId pattern = 0; pattern < facts.size(); ++pattern)
      patterns_[casebook.matcher().rule_of(pattern)].push_back(pattern);
  }

  void run() {
    for (PatternId pattern = 0; pattern < facts_.size(); ++pattern) {
      if (facts_[pattern].state == State::kEmpty) say_empty(pattern);
      review_same(pattern);
    }
    for (RuleId rule = 0; rule < patterns_.size(); ++rule) review_rule(rule);
  }

 private:
  const Text& source(PatternId pattern) const { return casebook_.matcher().source_of(pattern); }
  const Rule& rule_of(PatternId pattern) const { return casebook_.rule_of(pattern); }
  bool same_rule(PatternId a, PatternId b) const { return &rule_of(a) == &rule_of(b); }

  Diagnostic& say(Severity severity, std::string code, PatternId pattern, std::string message,
                  std::string hint) const {
    return desk_.add(severity, std::move(code), place_of(source(pattern)), std::move(message),
                     std::move(hint));
  }

  void relate(Diagnostic& finding, PatternId other) const {
    finding.related.push_back({source(other).file, source(other).at, "the pattern of " + rule_of(other).id});
  }

  void say_empty(PatternId pattern) const {
    auto question = casebook_.asking(pattern);
    question.unwanted.clear();
    const auto alone = casebook_.ask(question, [&](const std::string& message) {
      const auto reading = casebook_.read(message);
      return reading && casebook_.matcher().match(pattern, *reading);
    });
    if (alone.outcome != Outcome::kFound) {
      say(Severity::kError, "empty-pattern", pattern, "No message can match this pattern.",
          "Look for a part that shuts out another one, or for words after \">\" or before \"<\".");
      return;
    }
    say(Severity::kError, "empty-pattern", pattern,
        "Every message that this pattern matches is silenced by an \"unless\" of its rule.",
        "Make the \"unless\" narrower, or take the pattern away.")
        .witness = alone.message;
  }

  bool covers(PatternId wider, PatternId pattern) const {
    const auto& known = facts_[pattern].covers;
    return std::ranges::find(known, wider) != known.end();
  }

  // Whether both speak to the same messages and name the same words of them.
  bool are_same(PatternId a, PatternId b) const {
    if (covers(a, b) && covers(b, a)) return true;
    return same_rule(a, b) && casebook_[a].spelling == casebook_[b].spelling &&
           facts_[a].state != State::kEmpty;
  }

  void review_same(PatternId pattern) {
    auto& alike = by_spelling_[casebook_[pattern].spelling];
    auto before = alike;
    before.insert(before.end(), facts_[pattern].covers.begin(), facts_[pattern].covers.end());
    alike.push_back(pattern);
    std::ranges::sort(before);
    before.erase(std::unique(before.begin(), before.end()), before.end());
    for (const auto other : before) {
      if (other < pattern && are_same(pattern, other) && say_same(pattern, other)) return;
    }
    for (const auto wider : facts_[pattern].covers) {
      if (same_rule(pattern, wider) && !are_same(pattern, wider)) return say_needless(pattern, wider);
    }
  }

  bool say_same(PatternId pattern, PatternId other) const {
    const auto& rule = rule_of(pattern);
    const auto& twin = rule_of(other);
    const bool own = &rule == &twin;
    if (!own && (rule.tier != Tier::kNormal || twin.tier != Tier::kNormal)) return false;
    if (!own && (!speaks_always(rule) || !speaks_always(twin))) return false;
    const bool confusing = !own && rule.written.text != twin.written.text;
    auto& finding = say(confusing ? Severity::kError : Severity::kWarning, "same-pattern", pattern,
                        own ? "Another pattern of this rule matches the same messages."
                            : "A pattern of " + twin.id + " matches the same messages.",
                        own ? "Take one of the two away." : "Keep it in the rule that should answer.");
    finding.witness = shortest_message(casebook_, facts_, pattern);
    relate(finding, other);
    return true;
  }

  void say_needless(PatternId pattern, PatternId wider) const {
    auto& finding =
        say(Severity::kNote, "needless-pattern", pattern,
            "Another pattern of this rule matches all that this one does, and names as much of it.",
            "It can be taken away.");
    finding.witness = shortest_message(casebook_, facts_, pattern);
    relate(finding, wider);
  }

  // Another ordinary rule that speaks whenever the pattern does and ranks at least as high.
  PatternId stronger_than(PatternId pattern) const {
    for (const auto wider : facts_[pattern].covers) {
      const auto& other = rule_of(wider);
      if (!same_rule(pattern, wider) && other.tier == Tier::kNormal && speaks_always(other)) return wider;
    }
    return kNone;
  }

  bool is_dead(PatternId pattern) const {
    const auto& facts = facts_[pattern];
    if (facts.state == State::kEmpty || !facts.dangers.empty()) return true;
    return facts.state == State::kAlive && stronger_than(pattern) != kNone &&
           !is_reached(desk_, rule_of(pattern), facts.message);
  }

  // A rule can also win by likeness to its title or its examples.
  bool wins_by_example(const Rule& rule) const {
    return is_reached(desk_, rule, rule.title) ||
           std::ranges::any_of(rule.examples,
                               [&](const Text& example) { return is_reached(desk_, rule, example.text); });
  }

  void review_rule(RuleId id) const {
    const auto& rule = desk_.edition.rules()[id];
    const auto& patterns = patterns_[id];
    if (rule.tier != Tier::kNormal || patterns.empty()) return;
    const bool dead = std::ranges::all_of(patterns, [&](PatternId one) { return is_dead(one); });
    if (dead && speaks_always(rule) && !wins_by_example(rule)) return say_never_wins(rule, patterns);
    for (const auto pattern : patterns) {
      if (!facts_[pattern].dangers.empty()) say_hidden(pattern);
    }
  }

  void say_never_wins(const Rule& rule, const std::vector<PatternId>& patterns) const {
    auto& finding =
        desk_.add(Severity::kError, "never-wins", place_of(rule),
                  "The rule " + rule.id + " never answers: nothing that its patterns match reaches it.",
                  "Make its patterns longer, or take it away.");
    for (const auto pattern : patterns) {
      const auto& facts = facts_[pattern];
      if (facts.state == State::kEmpty) continue;
      if (finding.witness.empty()) finding.witness = shortest_message(casebook_, facts_, pattern);
      relate(finding, facts.dangers.empty() ? stronger_than(pattern) : facts.dangers.front());
    }
  }

  void say_hidden(PatternId pattern) const {
    auto& finding = say(Severity::kWarning, "never-wins", pattern,
                        "Whatever this pattern matches is a danger sign for " +
                            rule_of(facts_[pattern].dangers.front()).id + ", which answers.",
                        "Take it away, or narrow the danger rule with its clinician.");
    finding.witness = shortest_message(casebook_, facts_, pattern);
    for (const auto danger : facts_[pattern].dangers) relate(finding, danger);
  }

  const Desk& desk_;
  Casebook& casebook_;
  const std::vector<PatternFacts>& facts_;
  std::vector<std::vector<PatternId>> patterns_;  // by rule
  std::map<std::string, std::vector<PatternId>> by_spelling_;
};

}  // namespace

void review_hidden(const Desk& desk, Casebook& casebook, const std::vector<PatternFacts>& facts) {
  Hidden(desk, casebook, facts).run();
}

}  // namespace verbatim::review
