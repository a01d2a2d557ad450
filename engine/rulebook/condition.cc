#include "engine/rulebook/condition.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace verbatim {
namespace {

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

bool holds(const Condition& condition, const SessionFacts& facts) {
  const auto fact = facts.find(condition.fact);
  if (fact == facts.end()) return false;
  if (!condition.values.empty())
    return std::ranges::find(condition.values, fact->second) != condition.values.end();
  const auto value = number(fact->second);
  return value && condition.range.holds(*value);
}

}  // namespace

bool hold(const Conditions& conditions, const SessionFacts& facts) {
  return std::ranges::all_of(conditions, [&](const Condition& condition) { return holds(condition, facts); });
}

}  // namespace verbatim
