#include "adapters/cli/evaluation.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/cli/terminal.h"

namespace verbatim::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kShownConfusions = 10;

std::string fixed(double value, const char* format) {
  char out[32];
  const auto size = std::snprintf(out, sizeof out, format, value);
  return {out, static_cast<std::size_t>(size)};
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string count_text(const Evaluation& evaluation) {
  return std::to_string(evaluation.questions) + " questions: " + std::to_string(evaluation.in_scope) +
         " in scope, " + std::to_string(evaluation.out_of_scope) + " out of scope, " +
         std::to_string(evaluation.danger) + " of danger, " + std::to_string(evaluation.unclear_danger) +
         " of danger or something else (in no figure)\n";
}

std::string figure_text(const Figure& figure) {
  const auto unit = " " + std::string(figure.unit);
  const auto aim = (figure.at_least ? ">= " : "<= ") + fixed(figure.aim, "%g") + unit;
  const auto value = figure.value ? fixed(*figure.value, "%.1f") + unit : "-";
  const auto counts = figure.of == 0 ? std::string("no such question")
                                     : std::to_string(figure.count) + " of " + std::to_string(figure.of);
  const auto line = padded(std::string(figure.name), 16) + padded(aim, 13) + padded(value, 13) + counts;
  return figure.missed() ? red(line + "   missed") + "\n" : line + "\n";
}

std::string unknown_text(const std::vector<std::string>& labels) {
  if (labels.empty()) return {};
  std::string out = "\nNo rule has the topic of these labels:";
  for (const auto& label : labels) out += " " + label;
  return out + "\n";
}

std::string confusions_text(const Evaluation& evaluation) {
  if (evaluation.confusions.empty()) return {};
  std::string out = "\n" + bold("Most frequent confusions") + "\n";
  const auto shown = std::min(evaluation.confusions.size(), kShownConfusions);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [confusion, count] = evaluation.confusions[i];
    out += padded(std::to_string(count) + "x", 5) + confusion.first + " got " + confusion.second + "\n";
  }
  return out;
}

std::string candidate_text(const ExplainedCandidate& candidate) {
  return candidate.rule + " (" + candidate.topic + ") " + fixed(candidate.confidence, "%.2f");
}

std::string missed_text(const Missed& missed) {
  const auto& question = missed.question;
  auto out = std::string(name_of(missed.miss)) + ", line " + std::to_string(question.line) + ": " +
             question.text + "\n  expected " + question.label;
  if (!question.alt_label.empty()) out += " or " + question.alt_label;
  out += ", got " + missed.got;
  if (!missed.rule.empty()) out += " (" + missed.rule + ")";
  out += ", confidence " + fixed(missed.confidence, "%.2f") + "\n";
  std::string best;
  for (const auto& candidate : missed.candidates)
    best += (best.empty() ? "  best: " : "; ") + candidate_text(candidate);
  return out + dim(best.empty() ? "  best: none" : best) + "\n";
}

std::string worst_text(const Evaluation& evaluation) {
  if (evaluation.worst.empty()) return {};
  auto out = "\n" +
             bold("Worst " + std::to_string(evaluation.worst.size()) + " of " +
                  std::to_string(evaluation.misses) + " misses") +
             "\n";
  for (const auto& missed : evaluation.worst) out += missed_text(missed);
  return out;
}

ordered_json to_object(const Figure& figure) {
  return {{"value", figure.value ? ordered_json(*figure.value) : ordered_json()},
          {"unit", figure.unit},
          {"count", figure.count},
          {"of", figure.of},
          {"aim", (figure.at_least ? ">= " : "<= ") + fixed(figure.aim, "%g")},
          {"missed", figure.missed()}};
}

ordered_json to_object(const Missed& missed) {
  auto candidates = ordered_json::array();
  for (const auto& candidate : missed.candidates) {
    candidates.push_back({{"rule", candidate.rule},
                          {"topic", candidate.topic},
                          {"confidence", candidate.confidence},
                          {"pattern", candidate.pattern},
                          {"example", candidate.example},
                          {"why_not", candidate.why_not}});
  }
  const auto& question = missed.question;
  return {{"miss", name_of(missed.miss)},
          {"line", question.line},
          {"question", question.text},
          {"label", question.label},
          {"alt_label", question.alt_label},
          {"got", missed.got},
          {"rule", missed.rule},
          {"confidence", missed.confidence},
          {"candidates", std::move(candidates)}};
}

}  // namespace

std::string to_text(const Evaluation& evaluation) {
  auto out = count_text(evaluation) + "\n" +
             bold(padded("figure", 16) + padded("aim", 13) + padded("value", 13) + "questions") + "\n";
  for (const auto& figure : evaluation.figures) out += figure_text(figure);
  return out + unknown_text(evaluation.unknown_labels) + confusions_text(evaluation) + worst_text(evaluation);
}

std::string to_json(const Evaluation& evaluation) {
  ordered_json out = {{"questions", evaluation.questions},
                      {"in_scope", evaluation.in_scope},
                      {"out_of_scope", evaluation.out_of_scope},
                      {"danger", evaluation.danger},
                      {"unclear_danger", evaluation.unclear_danger},
                      {"unknown_labels", evaluation.unknown_labels},
                      {"figures", ordered_json::object()},
                      {"confusions", ordered_json::array()},
                      {"misses", evaluation.misses},
                      {"worst", ordered_json::array()}};
  for (const auto& figure : evaluation.figures) {
    std::string name(figure.name);
    std::ranges::replace(name, ' ', '_');
    out["figures"][name] = to_object(figure);
  }
  for (const auto& [confusion, count] : evaluation.confusions)
    out["confusions"].push_back({{"label", confusion.first}, {"got", confusion.second}, {"count", count}});
  for (const auto& missed : evaluation.worst) out["worst"].push_back(to_object(missed));
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace verbatim::cli
