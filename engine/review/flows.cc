#include "engine/review/flows.h"

#include <algorithm>
#include <set>
#include <string>

#include "engine/text/fold.h"

namespace verbatim::review {
namespace {

// Where a step can lead: indices of steps, their number for the end.
std::set<std::size_t> nexts(const FlowStep& step) {
  std::set<std::size_t> out;
  if (step.many || step.skippable) out.insert(step.next);
  for (const auto& choice : step.choices) {
    if (!choice.rule) out.insert(choice.next);
  }
  return out;
}

class FlowReview {
 public:
  FlowReview(const Desk& desk, const Flow& flow) : desk_(desk), flow_(flow) {}

  void run() {
    find_unreachable();
    find_endless();
    find_unused_outcomes();
    for (const auto& step : flow_.steps) find_same_choices(step);
  }

 private:
  Place place(Position at) const { return {flow_.file, at}; }

  void find_unreachable() {
    std::set<std::size_t> reached;
    std::vector<std::size_t> open{0};
    while (!open.empty()) {
      const auto step = open.back();
      open.pop_back();
      if (step >= flow_.steps.size() || !reached.insert(step).second) continue;
      for (const auto next : nexts(flow_.steps[step])) open.push_back(next);
    }
    for (std::size_t i = 0; i < flow_.steps.size(); ++i) {
      if (reached.contains(i)) continue;
      desk_.add(Severity::kError, "unreachable-step", place(flow_.steps[i].at),
                "No choice leads to the step " + flow_.steps[i].id + ".",
                "Let a \"next\" lead to it, or take it away.");
    }
  }

  // A step from which no way leads to the end only goes round.
  void find_endless() {
    std::set<std::size_t> ends{flow_.steps.size()};
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t i = 0; i < flow_.steps.size(); ++i) {
        const auto& step = flow_.steps[i];
        const bool by_rule =
            std::ranges::any_of(step.choices, [](const auto& one) { return one.rule.has_value(); });
        const auto next = nexts(step);
        const bool ends_here =
            by_rule || std::ranges::any_of(next, [&](auto to) { return ends.contains(to); });
        if (ends_here && ends.insert(i).second) grown = true;
      }
    }
    for (std::size_t i = 0; i < flow_.steps.size(); ++i) {
      if (ends.contains(i)) continue;
      desk_.add(Severity::kError, "endless-flow", place(flow_.steps[i].at),
                "From the step " + flow_.steps[i].id + " no way leads to an outcome.",
                "Let a \"next\" of it, or of a step behind it, be \"end\".");
    }
  }

  // The last outcome is given when no choice names one; the others need a choice that does.
  void find_unused_outcomes() {
    std::set<std::size_t> named{flow_.outcomes.size() - 1};
    if (flow_.skipped) named.insert(*flow_.skipped);
    for (const auto& step : flow_.steps) {
      for (const auto& choice : step.choices) {
        if (choice.outcome) named.insert(*choice.outcome);
      }
    }
    for (std::size_t i = 0; i < flow_.outcomes.size(); ++i) {
      if (named.contains(i)) continue;
      desk_.add(Severity::kWarning, "unused-outcome", place(flow_.at),
                "No choice speaks for the outcome " + flow_.outcomes[i].id + ".",
                "Add \"outcome\": \"" + flow_.outcomes[i].id + "\" to a choice, or take it away.");
    }
  }

  void find_same_choices(const FlowStep& step) {
    std::set<std::string> titles;
    for (const auto& choice : step.choices) {
      if (titles.insert(text::fold(choice.title)).second) continue;
      desk_.add(Severity::kError, "same-choice", place(step.at),
                "Two choices of the step " + step.id + " read \"" + choice.title + "\".",
                "Word them so that a visitor can tell them apart.");
    }
  }

  const Desk& desk_;
  const Flow& flow_;
};

}  // namespace

void review_flows(const Desk& desk) {
  for (const auto& flow : desk.edition.model().flows) FlowReview(desk, flow).run();
}

}  // namespace verbatim::review
