// verbatim evaluate: how well the rules answer a list of labelled questions.
#include <algorithm>
#include <iostream>
#include <set>
#include <string_view>

#include "adapters/cli/commands.h"
#include "adapters/cli/evaluation.h"
#include "adapters/cli/typo.h"

namespace verbatim::cli {
namespace {

// Typos are a matter of luck: the loss is the mean of so many seeds.
constexpr std::uint64_t kTypoRounds = 3;
constexpr double kMaxTypoDrop = 4;

Reply ask_afresh(const Rulebook& rulebook, std::string_view text, Explanation* explanation) {
  Session session;
  return reply(rulebook, session, {.text = text}, {explanation});
}

// How many points of "right" one typo in every question costs.
Figure typo_drop(const Rulebook& rulebook, const std::vector<Question>& questions, std::uint64_t seed) {
  Figure out{.name = "typo drop", .at_least = false, .aim = kMaxTypoDrop, .unit = "points", .value = {}};
  double lost = 0;
  for (const auto& question : questions) {
    if (!Scorecard::in_scope(question)) continue;
    const bool right = Scorecard::is_right(question, ask_afresh(rulebook, question.text, nullptr));
    for (std::uint64_t round = 0; round < kTypoRounds; ++round) {
      const auto answer = ask_afresh(rulebook, with_typo(question.text, seed + round), nullptr);
      const bool still_right = Scorecard::is_right(question, answer);
      ++out.of;
      out.count += right && !still_right;
      lost += static_cast<double>(right) - static_cast<double>(still_right);
    }
  }
  if (out.of > 0) out.value = 100 * lost / static_cast<double>(out.of);
  return out;
}

std::vector<std::string> unknown_labels(const Rulebook& rulebook, const std::vector<Question>& questions) {
  std::set<std::string, std::less<>> known = {"", "oos", "urgent", "crisis"};
  for (const auto& rule : rulebook.rules()) known.insert(rule.topic);
  std::set<std::string> out;
  for (const auto& question : questions) {
    for (const auto& label : {question.label, question.alt_label})
      if (!known.contains(label)) out.insert(label);
  }
  return {out.begin(), out.end()};
}

Evaluation measure(const Rulebook& rulebook, const std::vector<Question>& questions,
                   const EvaluateOptions& options) {
  Scorecard card(rulebook);
  for (const auto& question : questions) {
    Explanation explanation;
    const auto answer = ask_afresh(rulebook, question.text, &explanation);
    card.add(question, answer, explanation);
  }
  Evaluation out{.questions = questions.size(),
                 .in_scope = card.in_scope_count(),
                 .out_of_scope = card.out_of_scope_count(),
                 .danger = card.danger_count(),
                 .unclear_danger = card.unclear_danger_count(),
                 .unknown_labels = unknown_labels(rulebook, questions),
                 .figures = card.figures(),
                 .confusions = card.confusions(),
                 .misses = card.misses().size(),
                 .worst = card.misses()};
  out.worst.resize(std::min(options.worst, out.worst.size()));
  if (options.typo_seed) out.figures.push_back(typo_drop(rulebook, questions, *options.typo_seed));
  return out;
}

}  // namespace

int evaluate(const EvaluateOptions& options) {
  const auto rulebook = load_or_complain(options.folder);
  if (!rulebook) return kRulesBad;
  const auto list = read_questions(options.questions);
  for (const auto& error : list.errors) std::cerr << error << '\n';
  if (!list.errors.empty()) return kUsage;
  const auto evaluation = measure(*rulebook, list.questions, options);
  std::cout << (options.json ? to_json(evaluation) + "\n" : to_text(evaluation));
  return kOk;
}

}  // namespace verbatim::cli
