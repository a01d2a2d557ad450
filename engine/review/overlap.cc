#include "engine/review/overlap.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/review/hidden.h"
#include "engine/review/inclusion.h"
#include "engine/review/meetings.h"
#include "engine/review/witness.h"

namespace verbatim::review {
namespace {

using State = PatternFacts::State;

class OverlapReview {
 public:
  explicit OverlapReview(const Desk& desk) : desk_(desk), casebook_(desk.edition) {}

  void run() {
    const auto facts = find_inclusions(casebook_);
    for (PatternId pattern = 0; pattern < facts.size(); ++pattern) say_limits(pattern, facts[pattern]);
    review_hidden(desk_, casebook_, facts);
    for (const auto& meeting : find_meetings(casebook_, facts)) say_meeting(meeting);
    for (PatternId pattern = 0; pattern < facts.size(); ++pattern) say_lost(pattern, facts[pattern]);
    if (casebook_.is_spent()) {
      desk_.add(Severity::kNote, "not-proved", place_of(desk_.edition.rules().front()),
                "There are too many patterns to compare all of them.",
                "What is reported is true, but more may be there.");
    }
  }

 private:
  const Text& source(PatternId pattern) const { return casebook_.matcher().source_of(pattern); }

  Diagnostic& note(std::string code, PatternId pattern, std::string message, std::string hint) const {
    return desk_.add(Severity::kNote, std::move(code), place_of(source(pattern)), std::move(message),
                     std::move(hint));
  }

  void relate(Diagnostic& finding, PatternId other) const {
    finding.related.push_back(
        {source(other).file, source(other).at, "the pattern of " + casebook_.rule_of(other).id});
  }

  void say_limits(PatternId pattern, const PatternFacts& facts) {
    if (casebook_.is_spent() && facts.state != State::kOutside) return;  // said once for all
    if (facts.state == State::kOutside) say_outside(pattern);
    if (facts.state == State::kOpen)
      note("not-proved", pattern, "It takes too long to find a message that this pattern matches.",
           "Split it, or use shorter gaps.");
    if (!facts.open.empty()) {
      relate(note("not-proved", pattern,
                  "It takes too long to prove that another pattern does not match all that this one does.",
                  "Split one of them, or use shorter gaps."),
             facts.open.front());
    }
  }

  // What cannot be proved can still be tried.
  void say_outside(PatternId pattern) {
    const auto& mine = casebook_.rule_of(pattern);
    std::string others;
    for (const auto& rule : desk_.edition.rules()) {
      if (&rule == &mine || rule.tier != mine.tier || others.size() > 60) continue;
      const auto taken = std::ranges::find_if(rule.examples, [&](const Text& example) {
        return casebook_.speaks(pattern, casebook_.matcher().read(example.text));
      });
      if (taken != rule.examples.end()) others += (others.empty() ? "" : ", ") + rule.id;
    }
    note(
        "outside-proof", pattern, "A regular expression is not proved about, only tried on all examples.",
        others.empty() ? "It matches no example of another rule." : "It matches examples of " + others + ".");
  }

  static std::string winner(const Reply& reply) {
    if (reply.answers.size() > 1) return "both are answered";
    if (!reply.answers.empty()) return std::string(reply.rule()) + " answers";
    return reply.kind == ReplyKind::kClarify ? "the visitor is asked which is meant"
                                             : "no rule is sure enough";
  }

  void say_meeting(const Meeting& meeting) {
    const auto& rule = casebook_.rule_of(meeting.named);
    const auto& other = casebook_.rule_of(meeting.other);
    noted_.insert(std::minmax(&rule, &other));
    if (meeting.message.empty()) {
      if (casebook_.is_spent()) return;
      relate(note("not-proved", meeting.named,
                  "It takes too long to prove that no message is for " + rule.id + " and " + other.id + ".",
                  "Split one of the two patterns, or use shorter gaps."),
             meeting.other);
      return;
    }
    auto& finding = note("overlap", meeting.named,
                         rule.id + " and " + other.id + " both claim \"" + meeting.message +
                             "\": " + winner(first_reply(desk_, meeting.message)) + ".",
                         "If that is wrong, make one pattern longer, or add an \"unless\".");
    relate(finding, meeting.other);
    finding.witness = meeting.message;
  }

  // A pattern whose own words are answered by another ordinary rule.
  void say_lost(PatternId pattern, const PatternFacts& facts) {
    const auto& rule = casebook_.rule_of(pattern);
    if (facts.state != State::kAlive || rule.tier != Tier::kNormal || !speaks_always(rule)) return;
    const auto& message = facts.message;
    const auto answer = first_reply(desk_, message);
    if (answer.answers.empty() ||
        std::ranges::find(answer.answers, rule.id, &Answered::rule) != answer.answers.end())
      return;
    const auto* other = desk_.edition.find(answer.rule());
    if (other == nullptr || other->tier != Tier::kNormal) return;
    if (!noted_.insert(std::minmax(&rule, other)).second) return;
    auto& finding = note(
        "overlap", pattern,
        "\"" + message + "\" is what this pattern of " + rule.id + " is for, but " + other->id + " answers.",
        "If that is wrong, add such an example, or an \"unless\" to " + other->id + ".");
    finding.related = {{other->file, other->at, "the rule " + other->id}};
    finding.witness = message;
  }

  const Desk& desk_;
  Casebook casebook_;
  std::set<std::pair<const Rule*, const Rule*>> noted_;  // rules whose overlap was said
};

}  // namespace

void review_overlap(const Desk& desk) { OverlapReview(desk).run(); }

}  // namespace verbatim::review
