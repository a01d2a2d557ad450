#include "engine/dialogue/compose.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/match/types.h"
#include "engine/text/tokenise.h"

namespace verbatim::dialogue {
namespace {

constexpr std::size_t kMaxChoices = 4;

const std::vector<Block>& answer_for(const Rule& rule, const SessionFacts& facts) {
  for (const auto& variant : rule.variants) {
    if (hold(variant.when, facts)) return variant.answer;
  }
  return rule.answer;
}

// Danger cards are never withheld.
bool is_overdue(const Scene& scene, const Rule& rule) {
  return rule.tier == Tier::kNormal && !scene.today.empty() && !rule.review_due.empty() &&
         rule.review_due < scene.today && scene.rulebook.clinic().expired.has_value();
}

std::string digits(double amount) {
  auto text = std::to_string(std::round(amount * 100) / 100);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

void remember_captures(const Scene& scene, const Candidate& candidate) {
  if (!candidate.hit) return;
  for (const auto& captured : candidate.hit->match.captures) {
    const auto words = text::tokenise(captured.value, scene.language());
    auto amount = first_days(words, scene.language());
    if (!amount) amount = first_number(words, scene.language());
    scene.session.facts[captured.name] = amount ? digits(*amount) : captured.value;
  }
}

void add_choices(const Scene& scene, const std::vector<RuleId>& rules, Reply& reply) {
  for (const auto rule : rules) {
    auto choice = choice_of(scene, rule);
    if (std::ranges::find(reply.choices, choice) == reply.choices.end())
      reply.choices.push_back(std::move(choice));
  }
}

void drop_answered(Reply& reply) {
  std::erase_if(reply.choices, [&](const Choice& choice) {
    return std::ranges::find(reply.answers, choice.value, &Answered::rule) != reply.answers.end();
  });
  if (reply.choices.size() > kMaxChoices) reply.choices.resize(kMaxChoices);
}

}  // namespace

Choice choice_of(const Scene& scene, RuleId rule) {
  const auto& source = scene.rulebook.rules()[rule];
  return {source.id, source.title};
}

void append_answer(const Scene& scene, RuleId id, Reply& reply) {
  const auto& rule = scene.rulebook.rules()[id];
  if (is_overdue(scene, rule)) {
    const auto& message = *scene.rulebook.clinic().expired;
    reply.blocks.insert(reply.blocks.end(), message.blocks.begin(), message.blocks.end());
    reply.answers.push_back({rule.id, rule.topic});
    return add_choices(scene, message.choices, reply);
  }
  for (const auto& [fact, value] : rule.remember) scene.session.facts[fact] = value;
  const auto& blocks = answer_for(rule, scene.session.facts);
  reply.blocks.insert(reply.blocks.end(), blocks.begin(), blocks.end());
  reply.answers.push_back({rule.id, rule.topic});
  add_choices(scene, rule.follow_ups, reply);
}

Reply give(const Scene& scene, RuleId id) {
  Reply reply{.kind = ReplyKind::kAnswer, .confidence = 1};
  const auto tier = scene.rulebook.rules()[id].tier;
  if (tier == Tier::kUrgent) reply.kind = ReplyKind::kUrgent;
  if (tier == Tier::kCrisis) reply.kind = ReplyKind::kCrisis;
  append_answer(scene, id, reply);
  return reply;
}

Reply answer(const Scene& scene, const Candidates& candidates, std::string_view decision) {
  Reply reply{.kind = ReplyKind::kAnswer, .confidence = candidates.front().confidence};
  for (const auto& candidate : candidates) {
    remember_captures(scene, candidate);
    append_answer(scene, candidate.rule, reply);
  }
  drop_answered(reply);
  scene.explain(decision, candidates, candidates.size());
  return reply;
}

Reply clarify(const Scene& scene, const Candidates& near, const Candidates& all) {
  const auto& clinic = scene.rulebook.clinic();
  const auto best = near.front().confidence;
  Reply reply{.kind = ReplyKind::kClarify, .blocks = clinic.clarify.blocks, .confidence = best};
  for (const auto& candidate : near) reply.choices.push_back(choice_of(scene, candidate.rule));
  scene.explain(best < clinic.thresholds.answer
                    ? "The best rule is near, but not near enough: the visitor is asked."
                    : "Several rules are equally near: the visitor is asked.",
                all);
  return reply;
}

Reply fallback(const Scene& scene, double confidence) {
  const auto& message = scene.rulebook.clinic().fallback;
  Reply reply{.kind = ReplyKind::kFallback, .blocks = message.blocks, .confidence = confidence};
  add_choices(scene, message.choices, reply);
  return reply;
}

Reply greeting(const Scene& scene) {
  const auto& message = scene.rulebook.clinic().greeting;
  Reply reply{.kind = ReplyKind::kAnswer, .blocks = message.blocks, .confidence = 1};
  add_choices(scene, message.choices, reply);
  return reply;
}

Reply finish(const Scene& scene, Reply reply) {
  auto& session = scene.session;
  ++session.turns;
  session.misses = reply.kind == ReplyKind::kFallback ? session.misses + 1 : 0;
  if (!reply.answers.empty()) session.topic = reply.topic();
  if (!reply.answers.empty() && reply.kind != ReplyKind::kFlow) {
    if (!session.last_rule.empty()) session.history.push_back(session.last_rule);
    if (session.history.size() > Session::kMaxHistory) session.history.erase(session.history.begin());
    session.last_rule = reply.rule();
  }
  session.choices.clear();
  for (const auto& choice : reply.choices) session.choices.push_back(choice.value);
  return reply;
}

}  // namespace verbatim::dialogue
