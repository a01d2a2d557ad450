#include "engine/dialogue/turn.h"

#include <algorithm>
#include <utility>

#include "engine/dialogue/choosing.h"
#include "engine/dialogue/compose.h"
#include "engine/dialogue/context.h"
#include "engine/dialogue/pick.h"
#include "engine/dialogue/several.h"
#include "engine/match/explain.h"

namespace verbatim::dialogue {
namespace {

constexpr std::size_t kMaxDangerCards = 2;
constexpr std::size_t kMaxTriedRepairs = 16;
// Likeness from which a message that goes on from the last answer is a question of its own.
constexpr double kWholeQuestion = 0.9;

bool is_question(const Scene& scene, std::string_view text, const Reading& reading) {
  if (text.find('?') != std::string_view::npos) return true;
  return !reading.tokens.empty() && text::is_one_of(scene.language().openers, reading.tokens.front().folded);
}

}  // namespace

Reply Turn::choose(std::string_view value) { return finish(scene_, press(value)); }

Reply Turn::say(std::string_view text) {
  const auto& matcher = scene_.matcher();
  const auto reading = matcher.read(text);
  if (scene_.explanation != nullptr) *scene_.explanation = explain_reading(matcher, text, reading);
  const auto nearest = matcher.nearest(reading);
  if (auto reply = danger(reading, nearest)) return finish(scene_, std::move(*reply));
  const auto candidates = questions(scene_, reading, nearest);
  if (auto reply = in_flow(text, reading, candidates)) return finish(scene_, std::move(*reply));
  if (auto reply = handoff_.read(text, reading)) return finish(scene_, std::move(*reply));
  if (auto reply = typed_choice(reading)) return finish(scene_, std::move(*reply));
  return finish(scene_, with_flow(question(text, reading, candidates)));
}

std::optional<Reply> Turn::warn(std::string_view text) {
  const auto reading = scene_.matcher().read(text);
  auto card = danger(reading, scene_.matcher().nearest(reading));
  if (!card) return std::nullopt;
  scene_.session.locale = scene_.rulebook.clinic().locale;
  return finish(scene_, std::move(*card));
}

// A repair may have picked the wrong word; a danger that another one would name is not missed for it.
Candidates Turn::danger_behind_typos(const Reading& reading) const {
  std::size_t tried = 0;
  for (const auto& repair : reading.repairs) {
    for (const auto& other : repair.others) {
      if (++tried > kMaxTriedRepairs) return {};
      const auto variant = with_word(reading, repair.token, other, scene_.matcher().lexicon());
      if (auto found = scene_.matcher().danger(variant, {}); !found.empty()) return found;
    }
  }
  return {};
}

std::optional<Reply> Turn::danger(const Reading& reading, const Nearest& nearest) {
  auto found = scene_.matcher().danger(reading, nearest);
  if (found.empty()) found = danger_behind_typos(reading);
  if (found.empty()) return std::nullopt;
  flow_.leave();
  const auto cards = std::min(found.size(), kMaxDangerCards);
  auto reply = give(scene_, found.front().rule);
  for (std::size_t i = 1; i < cards; ++i) append_answer(scene_, found[i].rule, reply);
  scene_.explain("A danger was named: its card comes before everything else.", found, cards);
  return reply;
}

// A question that a rule answers clearly is no answer to the flow, whatever words it holds.
std::optional<Reply> Turn::in_flow(std::string_view text, const Reading& reading,
                                   const Candidates& candidates) {
  if (!flow_.is_waiting()) return std::nullopt;
  const bool asks = is_question(scene_, text, reading);
  if (asks && is_clear(scene_, candidates)) return std::nullopt;
  if (auto reply = flow_.read(reading)) return reply;
  const auto best = candidates.empty() ? 0.0 : candidates.front().confidence;
  if (asks || best >= scene_.rulebook.clinic().thresholds.clarify) return std::nullopt;
  scene_.explain("The message answers neither the flow nor anything else: asked again.", candidates);
  return flow_.ask_again();
}

std::optional<Reply> Turn::typed_choice(const Reading& reading) {
  const auto& choices = scene_.session.choices;
  const auto picked = picked_choices(reading.tokens, choices.size(), scene_.language());
  if (picked.size() != 1) return std::nullopt;
  const auto value = choices[picked.front()];
  return press(value);
}

Reply Turn::question(std::string_view text, const Reading& reading, const Candidates& candidates) {
  const auto parts = several(scene_, reading, candidates);
  if (parts.size() == 1) return answer(parts, "One part of the message is a question that a rule answers.");
  if (!parts.empty()) return answer(parts, "The message asks several things: each is answered, in order.");
  if (const auto leaning = in_context(scene_, text, reading, candidates))
    return answer({*leaning}, "The message leans on the last answer and is read together with it.");
  const auto best = candidates.empty() ? 0.0 : candidates.front().confidence;
  if (best < scene_.rulebook.clinic().thresholds.clarify) {
    scene_.explain("No rule is near enough: the fallback.", candidates);
    return fallback(scene_, best);
  }
  // "And for scars?" is like many examples and asks for none of them.
  const bool vague = goes_on(scene_, reading) && !candidates.front().hit && best < kWholeQuestion;
  if (vague || !is_clear(scene_, candidates))
    return clarify(scene_, near_best(scene_, candidates), candidates);
  return answer({candidates.front()}, "One rule is confident enough and clearly ahead.");
}

Reply Turn::press(std::string_view value) {
  if (auto reply = handoff_.press(value)) return std::move(*reply);
  if (const auto of_flow = read_flow_value(scene_.rulebook, value)) return flow_.press(*of_flow);
  const auto rule = scene_.rulebook.model().rule_by_id.find(std::string(value));
  if (rule == scene_.rulebook.model().rule_by_id.end()) {
    scene_.explain("The button names nothing of this rulebook.");
    return with_flow(fallback(scene_, 0));
  }
  scene_.explain("A button was pressed.");
  auto reply = give(scene_, rule->second);
  if (const auto flow = scene_.rulebook.rules()[rule->second].flow) {
    flow_.start(*flow, reply);
    return reply;
  }
  return with_flow(with_handoff(std::move(reply)));
}

Reply Turn::answer(const Candidates& candidates, std::string_view decision) {
  const auto& first = scene_.rule_of(candidates.front());
  if (auto reply = act(first)) return std::move(*reply);
  auto reply = dialogue::answer(scene_, candidates, decision);
  if (candidates.size() == 1 && first.flow) flow_.start(*first.flow, reply);
  return with_handoff(std::move(reply));
}

std::optional<Reply> Turn::act(const Rule& rule) {
  auto& session = scene_.session;
  switch (rule.action) {
    case Action::kAnswer:
    case Action::kHandoff:
      return std::nullopt;
    case Action::kRestart:
      return restart(rule);
    case Action::kBack: {
      if (auto reply = flow_.back()) return reply;
      if (session.history.empty()) return std::nullopt;
      const auto before = session.history.back();
      session.history.pop_back();
      session.last_rule.clear();
      return press(before);
    }
    case Action::kAccept: {
      if (session.choices.empty() || flow_.is_waiting()) return std::nullopt;
      const auto first = session.choices.front();
      return press(first);
    }
    case Action::kSkip:
      return flow_.skip();
    case Action::kStop:
      return flow_.stop();
  }
  return std::nullopt;
}

Reply Turn::restart(const Rule& rule) {
  scene_.session = {.locale = scene_.session.locale, .turns = scene_.session.turns};
  auto reply = greeting(scene_);
  reply.answers = {{rule.id, rule.topic}};
  scene_.explain("The visitor asks to start again.");
  return reply;
}

Reply Turn::with_handoff(Reply reply) {
  if (handoff_.ask(reply)) flow_.leave();
  return reply;
}

Reply Turn::with_flow(Reply reply) {
  const bool of_flow = reply.kind == ReplyKind::kFlow;
  const bool danger = reply.kind == ReplyKind::kUrgent || reply.kind == ReplyKind::kCrisis;
  if (of_flow) return reply;
  if (danger || !flow_.is_waiting()) {
    flow_.leave();
  } else {
    flow_.resume(reply);
  }
  return reply;
}

}  // namespace verbatim::dialogue
