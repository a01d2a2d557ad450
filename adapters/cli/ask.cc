// verbatim ask: one question, one answer; or one JSON object a line for many.
#include <iostream>
#include <nlohmann/json.hpp>

#include "adapters/cli/commands.h"
#include "adapters/cli/terminal.h"
#include "engine/engine.h"

namespace verbatim::cli {
namespace {

using nlohmann::ordered_json;

// The topic of the rule, or of the flow, that the button leads to.
std::string topic_of(const Rulebook& rulebook, std::string_view value) {
  if (const auto* rule = rulebook.find(value)) return rule->topic;
  for (const auto& flow : rulebook.model().flows) {
    if (value.starts_with(flow.id + '/')) return flow.topic;
  }
  return {};
}

ordered_json choices_of(const Rulebook& rulebook, const Reply& reply) {
  auto out = ordered_json::array();
  for (const auto& choice : reply.choices) {
    out.push_back(
        {{"topic", topic_of(rulebook, choice.value)}, {"rule", choice.value}, {"title", choice.title}});
  }
  return out;
}

ordered_json answers_of(const Reply& reply) {
  auto out = ordered_json::array();
  for (const auto& answered : reply.answers)
    out.push_back({{"topic", answered.topic}, {"rule", answered.rule}});
  return out;
}

// The line that scripts read; its fields are a contract.
std::string to_line(const Rulebook& rulebook, std::string_view text, const Reply& reply,
                    const Explanation* explanation) {
  ordered_json out = {{"text", text},
                      {"kind", name_of(reply.kind)},
                      {"topic", reply.topic()},
                      {"rule", reply.rule()},
                      {"confidence", reply.confidence},
                      {"answers", answers_of(reply)},
                      {"choices", choices_of(rulebook, reply)},
                      {"reply", plain_text(reply.blocks)}};
  if (explanation != nullptr) out["explanation"] = ordered_json::parse(to_json(*explanation));
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void print_line(const Rulebook& rulebook, std::string_view text, const AskOptions& options) {
  const bool explain = options.explain;
  Session session{.locale = options.locale};
  Explanation explanation;
  const auto answer = reply(rulebook, session, {.text = text}, {explain ? &explanation : nullptr});
  std::cout << to_line(rulebook, text, answer, explain ? &explanation : nullptr) << '\n';
}

void print_for_reader(const Rulebook& rulebook, std::string_view text, const AskOptions& options) {
  const bool explain = options.explain;
  Session session{.locale = options.locale};
  Explanation explanation;
  const auto answer = reply(rulebook, session, {.text = text}, {explain ? &explanation : nullptr});
  std::cout << plain_text(answer.blocks) << '\n';
  for (const auto& choice : answer.choices) std::cout << dim("  > " + choice.title) << '\n';
  if (explain) std::cout << '\n' << to_text(explanation);
}

}  // namespace

int ask(const AskOptions& options) {
  const auto rulebook = load_or_complain(options.folder);
  if (!rulebook) return kRulesBad;
  if (!options.question.empty()) {
    options.json ? print_line(*rulebook, options.question, options)
                 : print_for_reader(*rulebook, options.question, options);
    return kOk;
  }
  if (!options.json) {
    std::cerr << "verbatim ask: write a question after the folder, or --json and one question a line on "
                 "standard input.\n";
    return kUsage;
  }
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (line.ends_with('\r')) line.pop_back();
    print_line(*rulebook, line, options);
  }
  return kOk;
}

}  // namespace verbatim::cli
