#include "engine/rulebook/resolve_flows.h"

#include <algorithm>
#include <utility>

namespace verbatim {
namespace {

// The name of the end of a flow, in the place of a step.
constexpr std::string_view kEnd = "end";

class FlowResolver {
 public:
  FlowResolver(FlowDraft draft, Resolver& resolver) : draft_(std::move(draft)), resolver_(resolver) {}

  Flow run() {
    name_steps();
    for (auto& outcome : draft_.outcomes) take_outcome(outcome);
    if (draft_.skipped) draft_.flow.skipped = outcome(*draft_.skipped);
    for (std::size_t i = 0; i < draft_.steps.size(); ++i) take_step(draft_.steps[i], i);
    return std::move(draft_.flow);
  }

 private:
  Text place(Position at) const { return {{}, draft_.flow.file, at}; }

  // Each name may stand for one thing only.
  void add_name(std::vector<std::string>& names, const std::string& name, Position at,
                std::string_view what) {
    if (!name.empty() && std::ranges::find(names, name) != names.end()) {
      resolver_.error("duplicate-name", place(at), "The id \"" + name + "\" is used twice.",
                      "Give one " + std::string(what) + " another id.");
    }
    names.push_back(name);
  }

  void name_steps() {
    for (const auto& draft : draft_.steps) add_name(steps_, draft.step.id, draft.step.at, "step");
  }

  void take_outcome(FlowOutcomeDraft& draft) {
    add_name(outcomes_, draft.outcome.id, draft.at, "outcome");
    draft.outcome.answer = resolver_.blocks(draft.answer);
    draft.outcome.follow_ups = resolver_.rule_ids(draft.follow_ups);
    draft_.flow.outcomes.push_back(std::move(draft.outcome));
  }

  void take_step(FlowStepDraft& draft, std::size_t index) {
    auto& step = draft.step;
    step.ask = resolver_.blocks(draft.ask);
    step.skippable = step.skippable && draft_.flow.skipped.has_value();
    step.next = draft.next ? next(*draft.next) : index + 1;
    std::vector<std::string> ids;
    for (auto& choice : draft.choices) {
      add_name(ids, choice.choice.id, choice.at, "choice");
      step.choices.push_back(take_choice(choice, step));
    }
    draft_.flow.steps.push_back(std::move(step));
  }

  FlowChoice take_choice(FlowChoiceDraft& draft, const FlowStep& step) {
    auto& choice = draft.choice;
    if (!draft.note.text.empty()) choice.note = resolver_.blocks(draft.note);
    if (draft.outcome) choice.outcome = outcome(*draft.outcome);
    choice.next = draft.next ? next(*draft.next) : step.next;
    if (draft.rule) {
      if (const auto rules = resolver_.rule_ids({*draft.rule}); !rules.empty()) choice.rule = rules.front();
    }
    if (step.many && draft.next) {
      resolver_.error("next-of-many", *draft.next,
                      "Several choices of this step may apply, so none can lead on.",
                      "Put \"next\" on the step.");
    }
    return std::move(choice);
  }

  std::size_t outcome(const Text& name) {
    const auto found = std::ranges::find(outcomes_, name.text);
    if (found == outcomes_.end()) {
      resolver_.error("unknown-outcome", name, "There is no outcome \"" + name.text + "\".",
                      suggest(name.text, outcomes_, "Add it to \"outcomes\"."));
      return 0;
    }
    return static_cast<std::size_t>(found - outcomes_.begin());
  }

  std::size_t next(const Text& name) {
    const auto found = std::ranges::find(steps_, name.text);
    if (found == steps_.end() && name.text != kEnd) {
      resolver_.error("unknown-step", name, "There is no step \"" + name.text + "\".",
                      suggest(name.text, steps_, "Write the id of a step, or \"end\"."));
    }
    return static_cast<std::size_t>(found - steps_.begin());
  }

  FlowDraft draft_;
  Resolver& resolver_;
  std::vector<std::string> steps_;
  std::vector<std::string> outcomes_;
};

}  // namespace

std::vector<Flow> resolve_flows(std::vector<FlowDraft> drafts, Resolver& resolver) {
  std::vector<Flow> flows;
  for (auto& draft : drafts) {
    const auto twin = std::ranges::find(flows, draft.flow.id, &Flow::id);
    if (twin != flows.end()) {
      resolver.error("duplicate-flow", {{}, draft.flow.file, draft.flow.at},
                     "The flow \"" + draft.flow.id + "\" is defined twice.",
                     "The other stands in " + twin->file + "; give one another id.");
    }
    flows.push_back(FlowResolver(std::move(draft), resolver).run());
  }
  return flows;
}

FlowWords resolve_flow_words(FlowWordsDraft draft, Resolver& resolver) {
  auto& words = draft.words;
  words.more = resolver.blocks(draft.more);
  words.again = resolver.blocks(draft.again);
  words.resume = resolver.blocks(draft.resume);
  words.stopped = resolver.blocks(draft.stopped);
  return std::move(words);
}

}  // namespace verbatim
