#include "engine/review/question.h"

#include <algorithm>

namespace verbatim::review {
namespace {

bool holds(const Clause& clause, const PartSet& matched) {
  return (matched & clause.all) == clause.all && (matched & clause.none).none();
}

bool speaks(const Speaker& speaker, const PartSet& matched) {
  return holds(speaker.pattern, matched) &&
         std::ranges::none_of(speaker.exceptions, [&](const Clause& one) { return holds(one, matched); });
}

// Whether it holds whatever else matches.
bool holds_for_good(const Clause& clause, const PartSet& matched) {
  return clause.none.none() && holds(clause, matched);
}

}  // namespace

std::size_t Question::watch(const Automaton& part) {
  const auto known = std::ranges::find(watched, &part);
  const auto place = static_cast<std::size_t>(known - watched.begin());
  if (known == watched.end()) watched.push_back(&part);
  return place;
}

bool Question::is_met(const PartSet& matched) const {
  const auto is_held = [&](const Clause& clause) { return holds(clause, matched); };
  return std::ranges::all_of(wanted, is_held) && std::ranges::none_of(unwanted, is_held) &&
         std::ranges::none_of(silent, [&](const Speaker& one) { return speaks(one, matched); });
}

bool Question::is_lost(const PartSet& matched) const {
  return std::ranges::any_of(wanted, [&](const Clause& one) { return (matched & one.none).any(); }) ||
         std::ranges::any_of(unwanted, [&](const Clause& one) { return holds_for_good(one, matched); }) ||
         std::ranges::any_of(silent, [&](const Speaker& one) {
           return one.exceptions.empty() && holds_for_good(one.pattern, matched);
         });
}

PartSet Question::helpful() const {
  PartSet out;
  for (const auto& clause : wanted) out |= clause.all;
  for (const auto& clause : unwanted) out |= clause.none;
  for (const auto& speaker : silent) {
    out |= speaker.pattern.none;
    for (const auto& exception : speaker.exceptions) out |= exception.all;
  }
  return out;
}

}  // namespace verbatim::review
