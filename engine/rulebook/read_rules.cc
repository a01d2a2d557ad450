// Rules files: one topic, its questions and answers.
#include <utility>

#include "engine/rulebook/drafts.h"
#include "engine/rulebook/read_parts.h"

namespace verbatim {
namespace {

// The topic of greetings and thanks; a convention of rule files, in every language.
constexpr std::string_view kSmallTalk = "small_talk";

Tier read_tier(ObjectReader& reader, Problems& problems) {
  const auto tier = reader.text("tier");
  if (!tier || tier->text == "normal") return Tier::kNormal;
  if (tier->text == "urgent") return Tier::kUrgent;
  if (tier->text == "crisis") return Tier::kCrisis;
  problems.error("bad-tier", tier->at, "\"" + tier->text + "\" is not a tier.",
                 "Write \"urgent\" or \"crisis\", or take the line away.");
  return Tier::kNormal;
}

Urgency read_urgency(ObjectReader& reader, Problems& problems) {
  const auto urgency = reader.text("urgency");
  if (!urgency || urgency->text == "now") return Urgency::kNow;
  if (urgency->text != "today") {
    problems.error("bad-urgency", urgency->at, "\"" + urgency->text + "\" is not an urgency.",
                   "Write \"now\" for an emergency, or \"today\".");
  }
  return Urgency::kToday;
}

Action read_action(ObjectReader& reader, Problems& problems) {
  const auto action = reader.text("action");
  if (!action) return Action::kAnswer;
  if (action->text == "restart") return Action::kRestart;
  if (action->text == "back") return Action::kBack;
  if (action->text == "accept") return Action::kAccept;
  if (action->text == "skip") return Action::kSkip;
  if (action->text == "stop") return Action::kStop;
  if (action->text == "handoff") return Action::kHandoff;
  problems.error(
      "bad-action", action->at, "\"" + action->text + "\" is not an action.",
      "Write \"restart\", \"back\", \"accept\", \"skip\", \"stop\" or \"handoff\", or take the line away.");
  return Action::kAnswer;
}

void take_id(ObjectReader& reader, Problems& problems, Rule& rule) {
  const auto id = read_id(reader, "a rule", problems);
  if (!id) return;
  rule.id = id->text;
  rule.at = id->at;
}

void take_review(ObjectReader& reader, Problems& problems, Rule& rule) {
  auto review = read_review(reader, problems);
  rule.reviewed_by = std::move(review.by);
  rule.reviewed_on = std::move(review.on);
  rule.review_due = std::move(review.due);
  rule.sources = read_sources(reader);
}

std::vector<VariantDraft> read_variants(ObjectReader& rule, Problems& problems) {
  std::vector<VariantDraft> out;
  const auto* list = rule.array("variants");
  if (list == nullptr) return out;
  for (const auto& item : list->items) {
    ObjectReader reader(item, "a variant", problems);
    VariantDraft variant{.when = read_when(reader, problems), .answer = {}};
    if (auto answer = reader.required_lines("answer")) variant.answer = std::move(*answer);
    reader.finish();
    if (reader.is_object() && variant.when.empty()) {
      problems.error("missing-key", item.at, "This variant does not say when it is used.",
                     "Add \"when\", such as {\"concern\": \"scars\"}.");
    }
    out.push_back(std::move(variant));
  }
  return out;
}

// Nothing that a conversation holds may keep a danger rule quiet.
void check_danger(const RuleDraft& draft, Problems& problems) {
  const auto& rule = draft.rule;
  const bool bound = !rule.when.empty() || !draft.after.empty() || !draft.variants.empty() || draft.flow;
  if (rule.tier == Tier::kNormal || !bound) return;
  problems.error("bound-danger", rule.at, "A danger rule cannot depend on the conversation.",
                 "Take \"when\", \"after\", \"variants\" and \"flow\" away from it.");
}

RuleDraft read_rule(const Json& value, const std::string& topic, Problems& problems) {
  ObjectReader reader(value, "a rule", problems);
  RuleDraft draft;
  auto& rule = draft.rule;
  rule.file = problems.file();
  rule.at = value.at;
  take_id(reader, problems, rule);
  if (auto title = reader.required_text("title")) rule.title = std::move(title->text);
  const auto own_topic = reader.text("topic");
  rule.topic = own_topic ? own_topic->text : topic;
  rule.small_talk = rule.topic == kSmallTalk;
  rule.tier = read_tier(reader, problems);
  rule.urgency = read_urgency(reader, problems);
  rule.action = read_action(reader, problems);
  rule.patterns = reader.texts("patterns");
  rule.unless = reader.texts("unless");
  rule.examples = reader.texts("examples");
  rule.not_examples = reader.texts("not_examples");
  if (auto answer = reader.required_lines("answer")) draft.answer = std::move(*answer);
  rule.when = read_when(reader, problems);
  rule.remember = read_remember(reader, problems);
  draft.variants = read_variants(reader, problems);
  draft.after = reader.texts("after");
  draft.flow = reader.text("flow");
  draft.follow_ups = reader.texts("follow_ups");
  take_review(reader, problems, rule);
  reader.finish();
  check_danger(draft, problems);
  if (reader.is_object() && rule.patterns.empty() && rule.examples.empty()) {
    problems.error("unreachable-rule", rule.at, "Nothing a visitor types can reach this rule.",
                   "Give it examples, or patterns.");
  }
  return draft;
}

}  // namespace

void read_rules(const Json& file, Problems& problems, Drafts& drafts) {
  ObjectReader reader(file, "a rules file", problems);
  reader.any("$schema");
  reader.text("locale");
  const auto topic = reader.required_text("topic");
  if (const auto* rules = reader.array("rules")) {
    for (const auto& value : rules->items) {
      drafts.rules.push_back(read_rule(value, topic ? topic->text : std::string{}, problems));
    }
  }
  reader.finish();
}

}  // namespace verbatim
