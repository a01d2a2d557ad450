// Drafts into the model: Markdown into blocks, placeholders into facts, ids into rules.
#include <algorithm>
#include <utility>

#include "engine/rulebook/drafts.h"
#include "engine/rulebook/markdown.h"
#include "engine/text/distance.h"

namespace verbatim {
namespace {

class Resolver {
 public:
  Resolver(Drafts drafts, std::vector<Diagnostic>& diagnostics)
      : drafts_(std::move(drafts)), out_(diagnostics) {}

  Model run() {
    take_clinic();
    take_facts();
    take_concepts();
    take_rules();
    resolve_clinic();
    for (std::size_t i = 0; i < model_.rules.size(); ++i) resolve_rule(model_.rules[i], drafts_.rules[i]);
    return std::move(model_);
  }

 private:
  void error(std::string code, const std::string& file, Position at, std::string message, std::string hint) {
    out_.push_back({std::move(code), Severity::kError, file, at, std::move(message), std::move(hint)});
  }

  void take_clinic() {
    if (drafts_.clinics.empty()) {
      error("missing-file", "clinic.json", {}, "The rulebook has no clinic.json.",
            "Add it, with the clinic's name, emergency number, greeting, fallback and clarify.");
      return;
    }
    auto& clinic = model_.clinic = drafts_.clinics.front().clinic;
    model_.facts = {{"clinic.name", clinic.name},
                    {"clinic.phone", clinic.phone},
                    {"clinic.email", clinic.email},
                    {"clinic.booking_url", clinic.booking_url},
                    {"clinic.emergency_number", clinic.emergency_number}};
    std::erase_if(model_.facts, [](const auto& fact) { return fact.second.empty(); });
  }

  void take_facts() {
    for (auto& fact : drafts_.facts) {
      if (model_.facts.try_emplace(fact.name, fact.value).second) continue;
      error("duplicate-fact", fact.file, fact.at, "The fact \"" + fact.name + "\" is given twice.",
            "Keep one of the two.");
    }
  }

  void take_concepts() {
    for (auto& taken : drafts_.concepts) {
      const auto twin = std::ranges::find(model_.concepts, taken.name, &Concept::name);
      if (twin != model_.concepts.end()) {
        error("duplicate-concept", taken.file, taken.at, "The concept @" + taken.name + " is defined twice.",
              "The other stands in " + twin->file + ", line " + std::to_string(twin->at.line) +
                  "; join the two.");
        continue;
      }
      model_.concepts.push_back(std::move(taken));
    }
  }

  void take_rules() {
    for (auto& draft : drafts_.rules) {
      const auto id = static_cast<RuleId>(model_.rules.size());
      model_.rules.push_back(std::move(draft.rule));
      const auto& rule = model_.rules.back();
      const auto [twin, fresh] = model_.rule_by_id.try_emplace(rule.id, id);
      if (fresh || rule.id.empty()) continue;
      const auto& other = model_.rules[twin->second];
      error("duplicate-rule", rule.file, rule.at, "The rule id \"" + rule.id + "\" is used twice.",
            "The other stands in " + other.file + ", line " + std::to_string(other.at.line) +
                "; give one another id.");
    }
    if (!drafts_.rules.empty()) return;
    error("no-rules", "clinic.json", {}, "The rulebook has no rules.",
          "Add a file with a \"topic\" and \"rules\".");
  }

  void resolve_clinic() {
    if (drafts_.clinics.empty()) return;
    auto& draft = drafts_.clinics.front();
    model_.clinic.greeting = message(draft.greeting);
    model_.clinic.fallback = message(draft.fallback);
    model_.clinic.clarify = message(draft.clarify);
    model_.clinic.notice = fill(draft.notice.text, draft.notice);
  }

  Message message(const MessageDraft& draft) { return {blocks(draft.markdown), rule_ids(draft.choices)}; }

  void resolve_rule(Rule& rule, const RuleDraft& draft) {
    rule.answer = blocks(draft.answer);
    rule.follow_ups = rule_ids(draft.follow_ups);
    if (rule.tier == Tier::kNormal) return;
    const auto tone = rule.tier == Tier::kUrgent ? Tone::kUrgent : Tone::kCrisis;
    rule.answer = {
        {.kind = Block::Kind::kCard, .tone = tone, .title = rule.title, .blocks = std::move(rule.answer)}};
  }

  std::vector<RuleId> rule_ids(const std::vector<Text>& names) {
    std::vector<RuleId> out;
    for (const auto& name : names) {
      if (const auto found = model_.rule_by_id.find(name.text); found != model_.rule_by_id.end()) {
        out.push_back(found->second);
      } else {
        error("unknown-rule", name.file, name.at, "There is no rule \"" + name.text + "\".",
              suggest_rule(name.text));
      }
    }
    return out;
  }

  std::string suggest_rule(std::string_view id) const {
    std::vector<std::string> known;
    for (const auto& rule : model_.rules) known.push_back(rule.id);
    const auto near = text::nearest(id, known);
    return near.empty() ? "Write the id of a rule, or take it away." : "Did you mean \"" + near + "\"?";
  }

  std::vector<Block> blocks(const Text& source) {
    auto markdown = parse_markdown(source.text);
    for (auto& problem : markdown.problems) {
      error("bad-markdown", source.file, source.at, "This answer holds something that cannot be shown.",
            std::move(problem));
    }
    for (auto& block : markdown.blocks) {
      for (auto& line : block.lines) {
        for (auto& span : line) finish(span, source);
      }
    }
    return std::move(markdown.blocks);
  }

  void finish(Span& span, const Text& source) {
    span.text = fill(span.text, source);
    if (span.href.empty()) return;
    span.href = fill(span.href, source);
    if (is_safe_link(span.href)) return;
    error("unsafe-link", source.file, source.at, "The link to \"" + span.href + "\" is not allowed.",
          "Links begin with https:, mailto: or tel:.");
    span.href.clear();
  }

  // Puts facts in the place of {{names}}.
  std::string fill(std::string_view text, const Text& source) {
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

  std::string fact(std::string_view written, const Text& source) {
    const auto first = written.find_first_not_of(' ');
    const auto last = written.find_last_not_of(' ');
    const std::string name(first == std::string_view::npos ? "" : written.substr(first, last - first + 1));
    if (const auto found = model_.facts.find(name); found != model_.facts.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [fact_name, value] : model_.facts) known.push_back(fact_name);
    std::ranges::sort(known);
    const auto near = text::nearest(name, known);
    error("unknown-fact", source.file, place_of(name, source), "There is no fact \"" + name + "\".",
          near.empty() ? "Add it to facts.json, or write the words." : "Did you mean {{" + near + "}}?");
    return {};
  }

  // Where the placeholder stands; a text of several lines is pointed at as a whole.
  static Position place_of(const std::string& name, const Text& source) {
    const auto offset = source.text.find("{{" + name);
    const bool exact = offset != std::string::npos && source.text.find('\n') == std::string::npos;
    if (!exact) return source.at;
    return {source.at.line, source.at.column + 1 + static_cast<std::uint32_t>(offset)};
  }

  Drafts drafts_;
  std::vector<Diagnostic>& out_;
  Model model_;
};

}  // namespace

Model resolve(Drafts drafts, std::vector<Diagnostic>& diagnostics) {
  return Resolver(std::move(drafts), diagnostics).run();
}

}  // namespace verbatim
