#include "engine/dialogue/flow_walk.h"

#include <algorithm>
#include <string>
#include <utility>

namespace verbatim::dialogue {
namespace {

std::vector<const FlowChoice*> named(const FlowStep* step, const std::vector<std::string>& ids) {
  std::vector<const FlowChoice*> out;
  if (step == nullptr) return out;
  for (const auto& choice : step->choices) {
    if (std::ranges::find(ids, choice.id) != ids.end()) out.push_back(&choice);
  }
  return out;
}

}  // namespace

FlowWalk::FlowWalk(const Flow& flow, FlowState& state) : flow_(flow), state_(state) {
  if (state_.flow != flow_.id || !fits()) start();
}

bool FlowWalk::fits() const {
  const auto is_known = [&](const GivenAnswer& given) {
    return step_named(given.step) != nullptr && taken(given).size() == given.choices.size();
  };
  const bool at_known = state_.step.empty() ? !state_.given.empty() : waiting() != nullptr;
  return at_known && std::ranges::all_of(state_.given, is_known) && picked().size() == state_.picked.size();
}

const FlowStep* FlowWalk::step_named(std::string_view id) const {
  const auto found = std::ranges::find(flow_.steps, id, &FlowStep::id);
  return found == flow_.steps.end() ? nullptr : &*found;
}

bool FlowWalk::has_answered(std::string_view step) const {
  return std::ranges::find(state_.given, step, &GivenAnswer::step) != state_.given.end();
}

std::vector<const FlowChoice*> FlowWalk::taken(const GivenAnswer& given) const {
  return named(step_named(given.step), given.choices);
}

std::vector<const FlowChoice*> FlowWalk::picked() const { return named(waiting(), state_.picked); }

void FlowWalk::start() { state_ = {.flow = flow_.id, .step = flow_.steps.front().id}; }

void FlowWalk::leave(std::vector<std::string> choices, std::size_t next) {
  state_.given.push_back({state_.step, std::move(choices)});
  state_.picked.clear();
  // A flow that leads back to a step that was answered ends, so that none goes round for ever.
  const bool goes_on = next < flow_.steps.size() && !has_answered(flow_.steps[next].id);
  state_.step = goes_on ? flow_.steps[next].id : std::string{};
}

void FlowWalk::take(const FlowChoice& choice) { leave({choice.id}, choice.next); }

void FlowWalk::pick(const FlowChoice& choice) {
  if (choice.alone) return leave({choice.id}, choice.next);
  if (std::ranges::find(state_.picked, choice.id) == state_.picked.end()) state_.picked.push_back(choice.id);
}

void FlowWalk::done() { leave(state_.picked, waiting()->next); }

void FlowWalk::skip() { leave({}, waiting()->next); }

bool FlowWalk::back() {
  if (!can_go_back()) return false;
  if (!state_.picked.empty()) {
    state_.picked.pop_back();
  } else {
    return_to(std::string(state_.given.back().step));
  }
  return true;
}

void FlowWalk::return_to(std::string_view step) {
  const std::string id(step);
  const auto found = std::ranges::find(state_.given, id, &GivenAnswer::step);
  state_.given.erase(found, state_.given.end());
  state_.picked.clear();
  state_.step = id;
}

const FlowOutcome& FlowWalk::outcome() const {
  auto best = flow_.outcomes.size() - 1;
  for (const auto& given : state_.given) {
    if (given.choices.empty()) best = std::min(best, flow_.skipped.value_or(best));
    for (const auto* choice : taken(given)) best = std::min(best, choice->outcome.value_or(best));
  }
  return flow_.outcomes[best];
}

}  // namespace verbatim::dialogue
