#include "engine/dialogue/flow_answer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "engine/dialogue/pick.h"
#include "engine/match/types.h"

namespace verbatim::dialogue {
namespace {

bool holds(const std::optional<NumberRange>& range, std::optional<double> amount) {
  return range && amount && range->holds(std::floor(*amount));
}

std::vector<const FlowChoice*> by_place(const Scene& scene, const FlowStep& step, const Reading& reading) {
  std::vector<const FlowChoice*> out;
  const auto picked = picked_choices(reading.tokens, step.choices.size(), scene.language());
  if (picked.size() > 1 && !step.many) return out;
  for (const auto place : picked) out.push_back(&step.choices[place]);
  return out;
}

}  // namespace

std::vector<const FlowChoice*> understood(const Scene& scene, const FlowStep& step, const Reading& reading) {
  const auto number = first_number(reading.tokens, scene.language());
  const auto days = first_days(reading.tokens, scene.language());
  std::vector<const FlowChoice*> out;
  for (const auto& choice : step.choices) {
    if (holds(choice.number, number) || holds(choice.days, days) || scene.matcher().says(choice, reading))
      out.push_back(&choice);
  }
  if (out.empty()) out = by_place(scene, step, reading);
  const auto is_alone = [](const FlowChoice* choice) { return choice->alone; };
  if (!std::ranges::all_of(out, is_alone)) std::erase_if(out, is_alone);
  return out;
}

std::optional<FlowValue::Kind> understood_command(const Scene& scene, const Reading& reading) {
  using Kind = FlowValue::Kind;
  const auto& words = scene.rulebook.clinic().flow_words;
  const auto same = [](const text::Token& a, const text::Token& b) { return a.folded == b.folded; };
  for (const auto& [title, kind] : {std::pair{&words.back, Kind::kBack},
                                    {&words.skip, Kind::kSkip},
                                    {&words.stop, Kind::kStop},
                                    {&words.done, Kind::kDone}}) {
    if (std::ranges::equal(text::tokenise(*title, scene.language()), reading.tokens, same)) return kind;
  }
  return std::nullopt;
}

const FlowChoice& most_cautious(const std::vector<const FlowChoice*>& choices) {
  const auto caution = [](const FlowChoice* choice) {
    return std::pair(!choice->rule.has_value(),
                     choice->outcome.value_or(std::numeric_limits<std::size_t>::max()));
  };
  return **std::ranges::min_element(choices, {}, caution);
}

const FlowChoice* known_choice(const FlowStep& step, const SessionFacts& facts) {
  if (step.known.empty() || step.many) return nullptr;
  for (const auto& choice : step.choices) {
    const auto tells = choice.remember.find(step.known);
    const auto& range = choice.number ? choice.number : choice.days;
    Condition told{.fact = step.known, .range = range.value_or(NumberRange{})};
    if (tells != choice.remember.end()) told.values = {tells->second};
    if (!choice.rule && (range || !told.values.empty()) && hold({told}, facts)) return &choice;
  }
  return nullptr;
}

}  // namespace verbatim::dialogue
