#include "adapters/cli/import/plan.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "adapters/cli/import/lines.h"

namespace verbatim::cli {
namespace {

constexpr std::string_view kTopicOfNone = "imported";

bool is_id(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; });
}

class Planner {
 public:
  Planner(const Rulebook& edition, const PlanOptions& options) : edition_(edition), options_(options) {
    for (const auto& rule : edition.rules())
      if (rule.tier != Tier::kNormal) danger_topics_.insert(rule.topic);
  }

  Plan run(Entries entries) {
    plan_.remarks = std::move(entries.remarks);
    for (auto& entry : entries.entries) take(entry);
    return std::move(plan_);
  }

 private:
  void remark(const Entry& entry, std::string what) {
    plan_.remarks.push_back({entry.line, std::move(what)});
  }

  std::string topic_of(const Entry& entry) const {
    if (auto topic = slug(entry.topic); !topic.empty()) return topic;
    const auto point = entry.id.find('.');
    if (point != std::string::npos) return slug(entry.id.substr(0, point));
    const auto usual = slug(options_.topic);
    return usual.empty() ? std::string(kTopicOfNone) : usual;
  }

  // The same question twice in one file gets a number; a rule that is there keeps its name.
  std::string fresh_id(const Entry& entry, const std::string& topic) const {
    const auto name = slug(entry.question);
    const auto first = topic + '.' + (name.empty() ? "question" : name);
    auto id = first;
    for (int i = 2; taken_.contains(id); ++i) id = first + '_' + std::to_string(i);
    return id;
  }

  void take(Entry& entry) {
    if (!is_id(entry.id))
      return remark(entry, "\"" + entry.id + "\" cannot be an id: small letters, digits, _ and points only.");
    const auto topic = topic_of(entry);
    const auto id = entry.id.empty() ? fresh_id(entry, topic) : entry.id;
    const auto* old = edition_.find(id);
    if (danger_topics_.contains(old == nullptr ? topic : old->topic) ||
        (old != nullptr && old->tier != Tier::kNormal))
      return remark(entry, "Danger rules are not imported: a clinician writes them in the safety file.");
    if (!taken_.insert(id).second) return remark(entry, "The id \"" + id + "\" was used above already.");
    if (old != nullptr && !options_.replace)
      return remark(entry, "The rule \"" + id + "\" is there already; --replace exchanges it.");
    if (old != nullptr && old->topic != topic)
      remark(entry, "The rule \"" + id + "\" stays in its topic \"" + old->topic + "\".");
    plan_.rules.push_back({rule_of(entry, id, old), entry.line, topic, old == nullptr ? "" : old->file});
  }

  static NewRule rule_of(Entry& entry, std::string id, const Rule* old) {
    NewRule rule{
        .id = std::move(id), .title = entry.question, .examples = {}, .answer = std::move(entry.answer)};
    const bool same = old != nullptr && std::ranges::equal(old->examples, entry.alternates, {}, &Text::text);
    if (!same) rule.examples.push_back(std::move(entry.question));
    for (auto& alternate : entry.alternates) rule.examples.push_back(std::move(alternate));
    rule.sources = std::move(entry.sources);
    return rule;
  }

  const Rulebook& edition_;
  const PlanOptions& options_;
  Plan plan_;
  std::unordered_set<std::string> taken_;
  std::unordered_set<std::string> danger_topics_;
};

}  // namespace

Plan plan_rules(Entries entries, const Rulebook& edition, const PlanOptions& options) {
  return Planner(edition, options).run(std::move(entries));
}

}  // namespace verbatim::cli
