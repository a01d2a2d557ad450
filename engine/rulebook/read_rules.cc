// Rules files: one topic, its questions and answers.
#include <algorithm>

#include "engine/rulebook/drafts.h"

namespace verbatim {
namespace {

// The topic of greetings and thanks; a convention of rule files, in every language.
constexpr std::string_view kSmallTalk = "small_talk";

bool is_rule_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

// YYYY-MM-DD with a month and a day that can be.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t from, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(from, size)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const auto month = number(5, 2);
  const auto day = number(8, 2);
  return number(0, 4) > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

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
  problems.error("bad-action", action->at, "\"" + action->text + "\" is not an action.",
                 "Write \"restart\", \"back\" or \"accept\", or take the line away.");
  return Action::kAnswer;
}

void check_date(const std::optional<Text>& date, Problems& problems) {
  if (!date || is_date(date->text)) return;
  problems.error("bad-date", date->at, "\"" + date->text + "\" is not a date.",
                 "Write year-month-day: 2026-11-01.");
}

void read_review(const Json* value, Problems& problems, Rule& rule) {
  if (value == nullptr) return;
  ObjectReader reader(*value, "\"reviewed\"", problems);
  const auto by = reader.required_text("by");
  const auto on = reader.required_text("on");
  const auto due = reader.required_text("due");
  reader.finish();
  check_date(on, problems);
  check_date(due, problems);
  if (by) rule.reviewed_by = by->text;
  if (on) rule.reviewed_on = on->text;
  if (due) rule.review_due = due->text;
}

void read_id(ObjectReader& reader, Problems& problems, Rule& rule) {
  const auto id = reader.required_text("id");
  if (!id) return;
  rule.id = id->text;
  rule.at = id->at;
  if (is_rule_id(id->text)) return;
  problems.error("bad-name", id->at, "\"" + id->text + "\" cannot be the id of a rule.",
                 "Use small letters, digits, _ and points: sessions.count.");
}

RuleDraft read_rule(const Json& value, const std::string& topic, Problems& problems) {
  ObjectReader reader(value, "a rule", problems);
  RuleDraft draft;
  auto& rule = draft.rule;
  rule.file = problems.file();
  rule.at = value.at;
  read_id(reader, problems, rule);
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
  draft.follow_ups = reader.texts("follow_ups");
  read_review(reader.object("reviewed"), problems, rule);
  for (auto& source : reader.texts("sources")) rule.sources.push_back(std::move(source.text));
  reader.finish();
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
  const auto topic = reader.required_text("topic");
  if (const auto* rules = reader.array("rules")) {
    for (const auto& value : rules->items) {
      drafts.rules.push_back(read_rule(value, topic ? topic->text : std::string{}, problems));
    }
  }
  reader.finish();
}

}  // namespace verbatim
