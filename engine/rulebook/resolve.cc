// Drafts into the model: every name is taken first, then every text is resolved against them.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/rulebook/drafts.h"
#include "engine/rulebook/read_handoff.h"
#include "engine/rulebook/resolve_flows.h"
#include "engine/rulebook/resolver.h"

namespace verbatim {
namespace {

class ModelBuilder {
 public:
  ModelBuilder(Drafts drafts, std::vector<Diagnostic>& diagnostics)
      : drafts_(std::move(drafts)), out_(diagnostics), resolver_(model_, diagnostics) {}

  Model run() {
    take_clinic();
    take_facts();
    take_concepts();
    take_rules();
    resolve_clinic();
    model_.flows = resolve_flows(std::move(drafts_.flows), resolver_);
    for (std::size_t i = 0; i < model_.rules.size(); ++i) resolve_rule(model_.rules[i], drafts_.rules[i]);
    return std::move(model_);
  }

 private:
  void error(std::string code, const std::string& file, Position at, std::string message, std::string hint) {
    out_.push_back({std::move(code), Severity::kError, file, at, std::move(message), std::move(hint)});
  }

  void take_clinic() {
    if (drafts_.clinics.empty()) {
      error("missing-file", drafts_.clinic_file, {}, "The rulebook has no clinic.json.",
            "Add it, with the clinic's name, emergency number, greeting, fallback and clarify.");
      return;
    }
    auto& clinic = model_.clinic = drafts_.clinics.front().clinic;
    for (const auto& [name, value] : {std::pair{"clinic.name", &clinic.name},
                                      {"clinic.phone", &clinic.phone},
                                      {"clinic.email", &clinic.email},
                                      {"clinic.booking_url", &clinic.booking_url},
                                      {"clinic.emergency_number", &clinic.emergency_number}}) {
      if (!value->empty()) take_fact({name, *value, drafts_.clinic_file, {}, false});
    }
  }

  void take_facts() {
    for (auto& fact : drafts_.facts) take_fact(std::move(fact));
  }

  void take_fact(Fact fact) {
    if (model_.fact_by_name.try_emplace(fact.name, model_.facts.size()).second) {
      model_.facts.push_back(std::move(fact));
      return;
    }
    error("duplicate-fact", fact.file, fact.at, "The fact \"" + fact.name + "\" is given twice.",
          "Keep one of the two.");
  }

  void take_concepts() {
    std::unordered_map<std::string, std::size_t> by_name;
    for (auto& taken : drafts_.concepts) {
      const auto [place, fresh] = by_name.try_emplace(taken.name, model_.concepts.size());
      if (!fresh) {
        const auto* twin = &model_.concepts[place->second];
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
    error("no-rules", drafts_.clinic_file, {}, "The rulebook has no rules.",
          "Add a file with a \"topic\" and \"rules\".");
  }

  void resolve_clinic() {
    if (drafts_.clinics.empty()) return;
    auto& draft = drafts_.clinics.front();
    auto& clinic = model_.clinic;
    clinic.greeting = message(draft.greeting);
    clinic.fallback = message(draft.fallback);
    clinic.clarify = message(draft.clarify);
    if (draft.expired) clinic.expired = message(*draft.expired);
    clinic.notice = resolver_.fill(draft.notice.text, draft.notice);
    for (const auto& line : draft.opening_hours)
      clinic.opening_hours.push_back(resolver_.fill(line.text, line));
    if (draft.handoff) clinic.handoff = resolve_handoff(std::move(*draft.handoff), resolver_);
    if (draft.flow_words) {
      clinic.flow_words = resolve_flow_words(std::move(*draft.flow_words), resolver_);
    } else if (!drafts_.flows.empty()) {
      error("missing-key", drafts_.clinic_file, {}, "\"flows\" is missing in clinic.json.",
            "Add it: the buttons and short texts of guided consultations.");
    }
  }

  Message message(const MessageDraft& draft) {
    return {resolver_.blocks(draft.markdown), resolver_.rule_ids(draft.choices)};
  }

  void resolve_rule(Rule& rule, const RuleDraft& draft) {
    rule.answer = resolver_.blocks(draft.answer);
    rule.written = draft.answer;
    rule.follow_ups = resolver_.rule_ids(draft.follow_ups);
    rule.after = resolver_.rule_ids(draft.after);
    for (const auto& variant : draft.variants)
      rule.variants.push_back({variant.when, resolver_.blocks(variant.answer)});
    if (draft.flow) rule.flow = flow(*draft.flow);
    if (rule.tier == Tier::kNormal) return;
    const auto tone = rule.tier == Tier::kUrgent ? Tone::kUrgent : Tone::kCrisis;
    rule.answer = {
        {.kind = Block::Kind::kCard, .tone = tone, .title = rule.title, .blocks = std::move(rule.answer)}};
  }

  std::optional<FlowId> flow(const Text& name) {
    const auto found = std::ranges::find(model_.flows, name.text, &Flow::id);
    if (found != model_.flows.end()) return static_cast<FlowId>(found - model_.flows.begin());
    std::vector<std::string> known;
    for (const auto& one : model_.flows) known.push_back(one.id);
    resolver_.error("unknown-flow", name, "There is no flow \"" + name.text + "\".",
                    suggest(name.text, known, "Add its file to flows/, or take this away."));
    return std::nullopt;
  }

  Drafts drafts_;
  std::vector<Diagnostic>& out_;
  Model model_;
  Resolver resolver_;
};

}  // namespace

Model resolve(Drafts drafts, std::vector<Diagnostic>& diagnostics) {
  return ModelBuilder(std::move(drafts), diagnostics).run();
}

}  // namespace verbatim
