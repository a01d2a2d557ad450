#include "engine/review/references.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "engine/match/matcher.h"
#include "engine/match/pattern.h"

namespace verbatim::review {
namespace {

void add_concepts(const PatternNode& node, std::set<std::string>& used) {
  const bool names = node.kind == PatternNode::Kind::kConcept || node.kind == PatternNode::Kind::kCapture;
  if (names) used.insert(node.text);
  for (const auto& child : node.children) add_concepts(child, used);
}

class ConceptUse {
 public:
  explicit ConceptUse(const Rulebook& edition) : language_(edition.matcher().lexicon().language()) {
    for (const auto& rule : edition.rules()) {
      add(rule.patterns);
      add(rule.unless);
    }
    for (const auto& flow : edition.model().flows) {
      for (const auto& step : flow.steps) {
        for (const auto& choice : step.choices) add(choice.says);
      }
    }
    for (const auto& named : edition.model().concepts) add_phrases(named);
  }

  bool has(const std::string& concept_name) const { return used_.contains(concept_name); }

 private:
  void add(const std::vector<Text>& patterns) {
    for (const auto& pattern : patterns) {
      for (const auto& part : parse_pattern(pattern.text, language_).tree.parts)
        add_concepts(part.node, used_);
    }
  }

  void add_phrases(const Concept& named) {
    for (const auto& phrase : named.phrases) {
      for (std::string_view rest = phrase.text; !rest.empty();) {
        const auto at = rest.find('@');
        if (at == std::string_view::npos) break;
        rest.remove_prefix(at + 1);
        used_.emplace(rest.substr(0, rest.find_first_of(" \t")));
      }
    }
  }

  const text::Language& language_;
  std::set<std::string> used_;
};

void review_follow_ups(const Desk& desk, const Rule& rule) {
  std::set<RuleId> seen;
  for (const auto id : rule.follow_ups) {
    const auto& next = desk.edition.rules()[id];
    if (&next == &rule) {
      desk.add(Severity::kWarning, "self-follow-up", place_of(rule),
               "A follow-up of " + rule.id + " leads back to the same answer.", "Take it away.");
    }
    if (!seen.insert(id).second) {
      desk.add(Severity::kWarning, "repeated-follow-up", place_of(rule),
               "The follow-up " + next.id + " stands twice in " + rule.id + ".", "Take one of the two away.");
    }
  }
}

}  // namespace

void review_references(const Desk& desk) {
  const ConceptUse use(desk.edition);
  for (const auto& named : desk.edition.model().concepts) {
    if (use.has(named.name) || named.name == kFieldConcept || named.name == kNamesConcept) continue;
    desk.add(Severity::kWarning, "unused-concept", {named.file, named.at},
             "Nothing uses the concept @" + named.name + ".", "Use it in a pattern, or take it away.");
  }
  for (const auto& fact : desk.edition.model().facts) {
    if (fact.used || fact.name.starts_with("clinic.")) continue;
    desk.add(Severity::kWarning, "unused-fact", {fact.file, fact.at},
             "No text uses the fact {{" + fact.name + "}}.",
             "Write it where the value stands, or take it away.");
  }
  for (const auto& rule : desk.edition.rules()) review_follow_ups(desk, rule);
  for (FlowId flow = 0; flow < desk.edition.model().flows.size(); ++flow) {
    if (std::ranges::find(desk.edition.rules(), std::optional(flow), &Rule::flow) !=
        desk.edition.rules().end())
      continue;
    const auto& unused = desk.edition.model().flows[flow];
    desk.add(Severity::kWarning, "unused-flow", {unused.file, unused.at},
             "No rule starts the flow " + unused.id + ".", "Add \"flow\": \"" + unused.id + "\" to a rule.");
  }
}

}  // namespace verbatim::review
