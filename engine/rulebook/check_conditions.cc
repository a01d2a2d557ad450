#include "engine/rulebook/check_conditions.h"

#include <algorithm>
#include <utility>

#include "engine/rulebook/resolver.h"

namespace verbatim {
namespace {

void add_names(const SessionFacts& facts, std::vector<std::string>& names) {
  for (const auto& [name, value] : facts) names.push_back(name);
}

std::vector<std::string> told_names(const Model& model, std::vector<std::string> names) {
  for (const auto& rule : model.rules) add_names(rule.remember, names);
  for (const auto& flow : model.flows) {
    for (const auto& step : flow.steps) {
      for (const auto& choice : step.choices) add_names(choice.remember, names);
    }
  }
  return names;
}

void check(const Conditions& conditions, const std::string& file, const std::vector<std::string>& told,
           std::vector<Diagnostic>& out) {
  for (const auto& condition : conditions) {
    if (std::ranges::find(told, condition.fact) != told.end()) continue;
    out.push_back(
        {"unknown-condition", Severity::kError, file, condition.at,
         "Nothing ever tells \"" + condition.fact + "\" of a visitor.",
         suggest(condition.fact, told,
                 "Add a \"remember\" with it to a rule, or a {" + condition.fact + ":…} to a pattern.")});
  }
}

}  // namespace

void check_conditions(const Model& model, std::vector<std::string> captured,
                      std::vector<Diagnostic>& diagnostics) {
  const auto told = told_names(model, std::move(captured));
  for (const auto& rule : model.rules) {
    check(rule.when, rule.file, told, diagnostics);
    for (const auto& variant : rule.variants) check(variant.when, rule.file, told, diagnostics);
  }
}

}  // namespace verbatim
