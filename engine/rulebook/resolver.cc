#include "engine/rulebook/resolver.h"

#include <algorithm>
#include <utility>

#include "engine/rulebook/markdown.h"
#include "engine/text/distance.h"

namespace verbatim {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Where the placeholder stands; a text of several lines is pointed at as a whole.
Position place_of(const std::string& name, const Text& source) {
  const auto offset = source.text.find("{{" + name);
  const bool exact = offset != std::string::npos && source.text.find('\n') == std::string::npos;
  if (!exact) return source.at;
  return {source.at.line, source.at.column + 1 + static_cast<std::uint32_t>(offset)};
}

}  // namespace

std::string suggest(std::string_view name, const std::vector<std::string>& known, std::string otherwise) {
  const auto near = text::nearest(name, known);
  return near.empty() ? std::move(otherwise) : "Did you mean \"" + near + "\"?";
}

void Resolver::error(std::string code, const Text& source, std::string message, std::string hint) {
  out_.push_back(
      {std::move(code), Severity::kError, source.file, source.at, std::move(message), std::move(hint)});
}

std::vector<Block> Resolver::blocks(const Text& source) {
  auto markdown = parse_markdown(source.text);
  for (auto& problem : markdown.problems)
    error("bad-markdown", source, "This answer holds something that cannot be shown.", std::move(problem));
  for (auto& block : markdown.blocks) {
    for (auto& line : block.lines) {
      for (auto& span : line) fill(span, source);
    }
  }
  return std::move(markdown.blocks);
}

std::vector<Block> Resolver::blocks(const Text& source, std::vector<std::string_view> later) {
  later_ = std::move(later);
  auto all = blocks(source);
  later_.clear();
  return all;
}

void Resolver::fill(Span& span, const Text& source) {
  span.text = fill(span.text, source);
  if (span.href.empty()) return;
  span.href = fill(span.href, source);
  if (is_safe_link(span.href)) return;
  error("unsafe-link", source, "The link to \"" + span.href + "\" is not allowed.",
        "Links begin with https:, mailto: or tel:.");
  span.href.clear();
}

std::string Resolver::fill(std::string_view text, const Text& source) {
  std::string out;
  while (true) {
    const auto open = text.find("{{");
    const auto close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) return out += text;
    out += text.substr(0, open);
    out += fact(text.substr(open + 2, close - open - 2), source);
    text.remove_prefix(close + 2);
  }
}

std::string Resolver::fact(std::string_view written, const Text& source) {
  const std::string name(trimmed(written));
  if (std::ranges::find(later_, name) != later_.end()) return "{{" + name + "}}";
  if (const auto found = model_.fact_by_name.find(name); found != model_.fact_by_name.end()) {
    auto& fact = model_.facts[found->second];
    fact.used = true;
    return fact.value;
  }
  std::vector<std::string> known;
  if (suggestions_left_ > 0) {
    --suggestions_left_;
    for (const auto& fact : model_.facts) known.push_back(fact.name);
    std::ranges::sort(known);
  }
  const auto near = text::nearest(name, known);
  error("unknown-fact", {{}, source.file, place_of(name, source)}, "There is no fact \"" + name + "\".",
        near.empty() ? "Add it to facts.json, or write the words." : "Did you mean {{" + near + "}}?");
  return {};
}

std::vector<RuleId> Resolver::rule_ids(const std::vector<Text>& names) {
  std::vector<RuleId> out;
  for (const auto& name : names) {
    if (const auto found = model_.rule_by_id.find(name.text); found != model_.rule_by_id.end()) {
      out.push_back(found->second);
    } else {
      error("unknown-rule", name, "There is no rule \"" + name.text + "\".", suggest_rule(name.text));
    }
  }
  return out;
}

std::string Resolver::suggest_rule(std::string_view id) {
  constexpr auto kOtherwise = "Write the id of a rule, or take it away.";
  if (suggestions_left_ == 0) return kOtherwise;
  --suggestions_left_;
  std::vector<std::string> known;
  for (const auto& rule : model_.rules) known.push_back(rule.id);
  return suggest(id, known, kOtherwise);
}

}  // namespace verbatim
