#include "engine/dialogue/turn.h"

#include <algorithm>
#include <utility>

#include "engine/dialogue/pick.h"
#include "engine/match/explain.h"
#include "engine/match/ranking.h"

namespace verbatim::dialogue {
namespace {

constexpr std::size_t kMaxClarifyChoices = 3;
constexpr std::size_t kMaxDangerCards = 2;

}  // namespace

Choice Turn::choice_of(RuleId rule) const {
  const auto& source = rulebook_.rules()[rule];
  return {source.id, source.title};
}

void Turn::append_answer(RuleId id, Reply& reply) const {
  const auto& rule = rulebook_.rules()[id];
  reply.blocks.insert(reply.blocks.end(), rule.answer.begin(), rule.answer.end());
  reply.answers.push_back({rule.id, rule.topic});
  for (const auto follow_up : rule.follow_ups) {
    auto choice = choice_of(follow_up);
    if (std::ranges::find(reply.choices, choice) == reply.choices.end())
      reply.choices.push_back(std::move(choice));
  }
}

Reply Turn::finish(Reply reply) {
  ++session_.turns;
  session_.misses = reply.kind == ReplyKind::kFallback ? session_.misses + 1 : 0;
  if (!reply.answers.empty()) {
    session_.topic = reply.topic();
    session_.last_rule = reply.rule();
  }
  session_.choices.clear();
  for (const auto& choice : reply.choices) session_.choices.push_back(choice.value);
  return reply;
}

Reply Turn::choose(std::string_view value) {
  const auto* rule = rulebook_.find(value);
  if (rule == nullptr) {
    explain("The button names no rule of this rulebook.", {}, 0);
    return fallback(0);
  }
  Reply reply{.kind = ReplyKind::kAnswer, .confidence = 1};
  if (rule->tier == Tier::kUrgent) reply.kind = ReplyKind::kUrgent;
  if (rule->tier == Tier::kCrisis) reply.kind = ReplyKind::kCrisis;
  append_answer(static_cast<RuleId>(rule - rulebook_.rules().data()), reply);
  explain("A button was pressed.", {}, 0);
  return finish(std::move(reply));
}

Reply Turn::say(std::string_view text) {
  const auto reading = rulebook_.matcher().read(text);
  if (explain_ != nullptr) *explain_ = explain_reading(rulebook_, text, reading);
  if (auto reply = danger(reading)) return std::move(*reply);
  if (auto reply = typed_choice(reading)) return std::move(*reply);
  return question(reading);
}

std::optional<Reply> Turn::danger(const Reading& reading) {
  const auto found = rulebook_.matcher().danger(reading);
  if (found.empty()) return std::nullopt;
  const auto cards = std::min(found.size(), kMaxDangerCards);
  Reply reply{.confidence = 1};
  const bool urgent = rulebook_.rules()[found.front().rule].tier == Tier::kUrgent;
  reply.kind = urgent ? ReplyKind::kUrgent : ReplyKind::kCrisis;
  for (std::size_t i = 0; i < cards; ++i) append_answer(found[i].rule, reply);
  explain("A danger was named: its card comes before everything else.", found, cards);
  return finish(std::move(reply));
}

std::optional<Reply> Turn::typed_choice(const Reading& reading) {
  const auto picked = picked_choice(reading.tokens, session_.choices.size());
  if (!picked) return std::nullopt;
  const auto value = session_.choices[*picked];
  return choose(value);
}

Reply Turn::question(const Reading& reading) {
  const auto candidates = rulebook_.matcher().questions(reading);
  const auto& thresholds = rulebook_.clinic().thresholds;
  const auto best = candidates.empty() ? 0.0 : candidates.front().confidence;
  if (best < thresholds.clarify) {
    explain("No rule is near enough: the fallback.", candidates, 0);
    return fallback(best);
  }
  const auto near = near_best(candidates);
  if (best < thresholds.answer || near.size() > 1) {
    explain(near.size() > 1 ? "Several rules are equally near: the visitor is asked."
                            : "One rule is near, but not near enough to answer: the visitor is asked.",
            candidates, 0);
    return clarify(near, best);
  }
  Reply reply{.kind = ReplyKind::kAnswer, .confidence = best};
  append_answer(candidates.front().rule, reply);
  explain("One rule is confident enough and clearly ahead.", candidates, 1);
  return finish(std::move(reply));
}

std::vector<Candidate> Turn::near_best(const std::vector<Candidate>& candidates) const {
  const auto& thresholds = rulebook_.clinic().thresholds;
  const auto best = candidates.front().confidence;
  const auto is_near = [&](const Candidate& candidate) {
    if (best < thresholds.answer) return candidate.confidence >= thresholds.clarify;
    return ranking::is_tie(best, candidate.confidence, thresholds.tie);
  };
  std::vector<Candidate> near;
  for (const auto& candidate : candidates) {
    if (!is_near(candidate) || near.size() == kMaxClarifyChoices) break;
    near.push_back(candidate);
  }
  return near;
}

Reply Turn::clarify(const std::vector<Candidate>& candidates, double confidence) {
  Reply reply{
      .kind = ReplyKind::kClarify, .blocks = rulebook_.clinic().clarify.blocks, .confidence = confidence};
  for (const auto& candidate : candidates) reply.choices.push_back(choice_of(candidate.rule));
  return finish(std::move(reply));
}

Reply Turn::fallback(double confidence) {
  const auto& message = rulebook_.clinic().fallback;
  Reply reply{.kind = ReplyKind::kFallback, .blocks = message.blocks, .confidence = confidence};
  for (const auto choice : message.choices) reply.choices.push_back(choice_of(choice));
  return finish(std::move(reply));
}

void Turn::explain(std::string_view decision, const std::vector<Candidate>& candidates,
                   std::size_t answered) {
  if (explain_ == nullptr) return;
  explain_->decision = decision;
  explain_candidates(rulebook_, candidates, answered, *explain_);
}

}  // namespace verbatim::dialogue
