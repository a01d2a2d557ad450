#include "engine/dialogue/flow_turn.h"

#include <algorithm>
#include <utility>

#include "engine/dialogue/compose.h"
#include "engine/dialogue/flow_answer.h"

namespace verbatim::dialogue {

const Flow* FlowTurn::current() const {
  const auto& flows = scene_.rulebook.model().flows;
  const auto found = std::ranges::find(flows, scene_.session.flow.flow, &Flow::id);
  return found == flows.end() ? nullptr : &*found;
}

bool FlowTurn::is_waiting() const {
  const auto* flow = current();
  return flow != nullptr && FlowWalk(*flow, scene_.session.flow).waiting() != nullptr;
}

void FlowTurn::leave() { scene_.session.flow = {}; }

// Steps that the visitor has answered in passing are not asked again.
void FlowTurn::pass_known_steps(FlowWalk& walk) {
  while (const auto* step = walk.waiting()) {
    const auto* choice = known_choice(*step, scene_.session.facts);
    if (choice == nullptr) return;
    walk.take(*choice);
  }
}

Reply FlowTurn::go_on(FlowWalk& walk, std::string_view decision) {
  Reply reply{.kind = ReplyKind::kFlow, .confidence = 1};
  append_flow(scene_, walk, reply);
  scene_.explain(decision);
  return reply;
}

// The reply of a choice that ends the flow with a rule's answer; nothing when the flow goes on.
std::optional<Reply> FlowTurn::choose(FlowWalk& walk, const FlowChoice& choice) {
  for (const auto& [fact, value] : choice.remember) scene_.session.facts[fact] = value;
  if (choice.rule) {
    leave();
    scene_.explain("A choice of the flow leads to a rule.");
    return give(scene_, *choice.rule);
  }
  if (walk.waiting()->many) {
    walk.pick(choice);
  } else {
    walk.take(choice);
  }
  return std::nullopt;
}

bool FlowTurn::goes_to(FlowWalk& walk, const FlowStep& step) const {
  if (walk.has_answered(step.id)) walk.return_to(step.id);
  return walk.waiting() == &step;
}

Reply FlowTurn::press(const FlowValue& value) {
  FlowWalk walk(*value.flow, scene_.session.flow);
  if (value.kind == FlowValue::Kind::kStop) return *stop();
  if (value.kind == FlowValue::Kind::kBack) {
    walk.back();
    return go_on(walk, "A button of the flow goes back.");
  }
  if (!goes_to(walk, *value.step)) return go_on(walk, "The button belongs to a question not asked yet.");
  if (value.kind == FlowValue::Kind::kChoice) {
    if (auto end = choose(walk, *value.choice)) return std::move(*end);
  } else if (value.kind == FlowValue::Kind::kSkip && value.step->skippable) {
    walk.skip();
  } else if (value.kind == FlowValue::Kind::kDone && !walk.state().picked.empty()) {
    walk.done();
  }
  pass_known_steps(walk);
  return go_on(walk, "A button of the flow was pressed.");
}

std::optional<Reply> FlowTurn::read(const Reading& reading) {
  FlowWalk walk(*current(), scene_.session.flow);
  if (const auto command = understood_command(scene_, reading))
    return press({&walk.flow(), walk.waiting(), *command});
  const auto choices = understood(scene_, *walk.waiting(), reading);
  if (choices.empty()) return std::nullopt;
  if (walk.waiting()->many && !most_cautious(choices).rule) {
    for (const auto* choice : choices) {
      if (walk.waiting() != nullptr) choose(walk, *choice);
    }
  } else if (auto end = choose(walk, most_cautious(choices))) {
    return end;
  }
  pass_known_steps(walk);
  return go_on(walk, "The message answers the question of the flow.");
}

void FlowTurn::start(FlowId id, Reply& reply) {
  const auto& flow = scene_.rulebook.model().flows[id];
  leave();
  FlowWalk walk(flow, scene_.session.flow);
  pass_known_steps(walk);
  reply.kind = ReplyKind::kFlow;
  reply.choices.clear();
  append_flow(scene_, walk, reply);
}

void FlowTurn::append_waiting(Reply& reply) {
  const FlowWalk walk(*current(), scene_.session.flow);
  const auto answered = reply.answers.size();
  append_flow(scene_, walk, reply);
  reply.answers.resize(answered);
}

void FlowTurn::resume(Reply& reply) {
  const auto& words = scene_.rulebook.clinic().flow_words.resume;
  reply.blocks.insert(reply.blocks.end(), words.begin(), words.end());
  if (reply.kind != ReplyKind::kClarify) reply.choices.clear();
  append_waiting(reply);
}

Reply FlowTurn::ask_again() {
  Reply reply{.kind = ReplyKind::kFlow, .blocks = scene_.rulebook.clinic().flow_words.again};
  FlowWalk walk(*current(), scene_.session.flow);
  append_flow(scene_, walk, reply);
  return reply;
}

std::optional<Reply> FlowTurn::back() {
  const auto* flow = current();
  if (flow == nullptr) return std::nullopt;
  FlowWalk walk(*flow, scene_.session.flow);
  if (!walk.back()) return std::nullopt;
  return go_on(walk, "The visitor goes back in the flow.");
}

std::optional<Reply> FlowTurn::skip() {
  if (!is_waiting()) return std::nullopt;
  FlowWalk walk(*current(), scene_.session.flow);
  if (!walk.waiting()->skippable) return std::nullopt;
  walk.skip();
  pass_known_steps(walk);
  return go_on(walk, "The visitor skips a question of the flow.");
}

std::optional<Reply> FlowTurn::stop() {
  const auto* flow = current();
  if (flow == nullptr) return std::nullopt;
  auto reply = greeting(scene_);
  reply.kind = ReplyKind::kFlow;
  reply.blocks = scene_.rulebook.clinic().flow_words.stopped;
  reply.answers = {{flow->id, flow->topic}};
  leave();
  scene_.explain("The visitor leaves the flow.");
  return reply;
}

}  // namespace verbatim::dialogue
