// Flow files: one guided consultation, its steps and its outcomes.
#include <utility>

#include "engine/rulebook/drafts.h"
#include "engine/rulebook/read_parts.h"

namespace verbatim {
namespace {

std::string plain(std::optional<Text> text) { return text ? std::move(text->text) : std::string{}; }

FlowChoiceDraft read_choice(const Json& value, Problems& problems) {
  ObjectReader reader(value, "a choice", problems);
  FlowChoiceDraft draft;
  draft.at = value.at;
  auto& choice = draft.choice;
  choice.id = plain(read_id(reader, "a choice", problems));
  choice.title = plain(reader.required_text("title"));
  choice.says = reader.texts("says");
  choice.number = read_range(reader.object("number"), "number", problems);
  choice.days = read_range(reader.object("days"), "days", problems);
  choice.alone = reader.flag("alone", false);
  choice.remember = read_remember(reader, problems);
  draft.outcome = reader.text("outcome");
  draft.rule = reader.text("rule");
  draft.next = reader.text("next");
  if (auto note = reader.lines("note")) draft.note = std::move(*note);
  reader.finish();
  return draft;
}

FlowStepDraft read_step(const Json& value, Problems& problems) {
  ObjectReader reader(value, "a step", problems);
  FlowStepDraft draft;
  auto& step = draft.step;
  step.at = value.at;
  step.id = plain(read_id(reader, "a step", problems));
  step.label = plain(reader.required_text("label"));
  step.known = plain(reader.text("known"));
  step.many = reader.flag("many", false);
  step.skippable = reader.flag("skip", true);
  draft.next = reader.text("next");
  if (auto ask = reader.required_lines("ask")) draft.ask = std::move(*ask);
  const auto* choices = reader.array("choices");
  reader.finish();
  if (choices != nullptr) {
    for (const auto& choice : choices->items) draft.choices.push_back(read_choice(choice, problems));
  }
  if (reader.is_object() && draft.choices.empty()) {
    problems.error("no-choices", value.at, "This step has no choices.", "Add \"choices\": [ … ].");
  }
  return draft;
}

FlowOutcomeDraft read_outcome(const Json& value, Problems& problems) {
  ObjectReader reader(value, "an outcome", problems);
  FlowOutcomeDraft draft;
  draft.at = value.at;
  draft.outcome.id = plain(read_id(reader, "an outcome", problems));
  draft.outcome.title = plain(reader.required_text("title"));
  if (auto answer = reader.required_lines("answer")) draft.answer = std::move(*answer);
  draft.follow_ups = reader.texts("follow_ups");
  reader.finish();
  return draft;
}

}  // namespace

void read_flow(const Json& file, Problems& problems, Drafts& drafts) {
  ObjectReader top(file, "a flow file", problems);
  top.any("$schema");
  top.text("locale");
  const auto* value = top.object("flow");
  top.finish();
  if (value == nullptr) return;
  ObjectReader reader(*value, "a flow", problems);
  FlowDraft draft;
  auto& flow = draft.flow;
  flow.file = problems.file();
  flow.at = value->at;
  flow.id = plain(read_id(reader, "a flow", problems));
  flow.title = plain(reader.required_text("title"));
  flow.topic = plain(reader.required_text("topic"));
  draft.skipped = reader.text("skipped");
  if (const auto* steps = reader.array("steps")) {
    for (const auto& step : steps->items) draft.steps.push_back(read_step(step, problems));
  }
  if (const auto* outcomes = reader.array("outcomes")) {
    for (const auto& outcome : outcomes->items) draft.outcomes.push_back(read_outcome(outcome, problems));
  }
  auto review = read_review(reader, problems);
  flow.reviewed_by = std::move(review.by);
  flow.reviewed_on = std::move(review.on);
  flow.review_due = std::move(review.due);
  flow.sources = read_sources(reader);
  reader.finish();
  if (draft.steps.empty() || draft.outcomes.empty()) {
    problems.error("empty-flow", flow.at, "A flow needs at least one step and one outcome.",
                   "Add \"steps\" and \"outcomes\", the most cautious outcome first.");
  }
  drafts.flows.push_back(std::move(draft));
}

}  // namespace verbatim
