#include "engine/dialogue/turn.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/dialogue/pick.h"
#include "engine/match/explain.h"
#include "engine/match/ranking.h"
#include "engine/match/segments.h"

namespace verbatim::dialogue {
namespace {

constexpr std::size_t kMaxAnswers = 3;
constexpr std::size_t kMaxChoices = 4;
constexpr std::size_t kMaxClarifyChoices = 3;
constexpr std::size_t kMaxDangerCards = 2;
constexpr std::size_t kMaxTriedRepairs = 16;

// Confidence from which one part of a message is answered though no rule answers the whole.
constexpr double kSureAlone = 0.75;

// A message with this few content words may lean on what was said before; with even fewer it does.
constexpr int kFewWords = 4;
constexpr int kVeryFewWords = 2;
// Likeness from which a message that goes on from the last answer is a question of its own.
constexpr double kWholeQuestion = 0.9;
// What a rule must find in the new words alone to answer in context.
constexpr double kOwnEvidence = 0.12;
// Share of the doubt that goes when the last answer leads on to the rule.
constexpr double kFollowUpBonus = 0.25;

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
    if (!session_.last_rule.empty()) session_.history.push_back(session_.last_rule);
    if (session_.history.size() > Session::kMaxHistory) session_.history.erase(session_.history.begin());
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
  if (explain_ != nullptr) *explain_ = explain_reading(rulebook_.matcher(), text, reading);
  const auto nearest = rulebook_.matcher().nearest(reading);
  if (auto reply = danger(reading, nearest)) return std::move(*reply);
  if (auto reply = typed_choice(reading)) return std::move(*reply);
  return question(text, reading, nearest);
}

// A repair may have picked the wrong word; a danger that another one would name is not missed for it.
Turn::Candidates Turn::danger_behind_typos(const Reading& reading) const {
  std::size_t tried = 0;
  for (const auto& repair : reading.repairs) {
    for (const auto& other : repair.others) {
      if (++tried > kMaxTriedRepairs) return {};
      const auto variant = with_word(reading, repair.token, other, rulebook_.matcher().lexicon());
      if (auto found = rulebook_.matcher().danger(variant, {}); !found.empty()) return found;
    }
  }
  return {};
}

std::optional<Reply> Turn::danger(const Reading& reading, const Nearest& nearest) {
  auto found = rulebook_.matcher().danger(reading, nearest);
  if (found.empty()) found = danger_behind_typos(reading);
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

Reply Turn::question(std::string_view text, const Reading& reading, const Nearest& nearest) {
  const auto candidates = rulebook_.matcher().questions(reading, nearest);
  if (auto reply = several(reading, candidates)) return std::move(*reply);
  if (auto reply = in_context(text, reading, candidates)) return std::move(*reply);
  const auto best = candidates.empty() ? 0.0 : candidates.front().confidence;
  if (best < rulebook_.clinic().thresholds.clarify) {
    explain("No rule is near enough: the fallback.", candidates, 0);
    return fallback(best);
  }
  // "And for scars?" is like many examples and asks for none of them.
  const bool vague = goes_on(reading) && !candidates.front().hit && best < kWholeQuestion;
  if (vague || !is_clear(candidates)) return clarify(near_best(candidates), candidates);
  return answer({candidates.front()}, "One rule is confident enough and clearly ahead.");
}

// Each part that a rule answers by itself gives one answer, in the order of the message.
std::optional<Reply> Turn::several(const Reading& reading, const Candidates& whole) {
  const auto parts = segments_of(reading, rulebook_.matcher().lexicon());
  if (parts.size() < 2) return std::nullopt;
  Candidates found;
  bool unanswered = false;
  bool leans = false;  // on a part that no rule answers
  for (const auto& part : parts) {
    const auto candidates = rulebook_.matcher().questions(part);
    if (!is_clear(candidates)) {
      unanswered = true;
      continue;
    }
    const auto& best = candidates.front();
    const bool known = std::ranges::find(found, best.rule, &Candidate::rule) != found.end();
    if (!known && found.size() < kMaxAnswers) found.push_back(best);
    leans = leans || (unanswered && points_back(part));
  }
  if (found.empty()) return std::nullopt;
  drop_small_talk(found);
  if (found.size() == 1) {
    // The rest of the message may be what it is really about, so one part alone must be sure.
    const bool small = rule_of(found.front()).small_talk;
    const bool whole_knows = is_clear(whole) && !rule_of(whole.front()).small_talk;
    if (small || whole_knows || leans || found.front().confidence < kSureAlone) return std::nullopt;
    return answer(found, "One part of the message is a question that a rule answers.");
  }
  return answer(found, "The message asks several things: each is answered, in order.");
}

// Thanks and greetings give way to a question beside them.
void Turn::drop_small_talk(Candidates& found) const {
  const auto is_small = [&](const Candidate& candidate) { return rule_of(candidate).small_talk; };
  if (!std::ranges::all_of(found, is_small)) std::erase_if(found, is_small);
}

// "And for scars?", "why?": too little to stand alone, so it is read together with the question
// that was answered last.  The rule that wins must find something of its own in the new words.
std::optional<Reply> Turn::in_context(std::string_view text, const Reading& reading,
                                      const Candidates& alone) {
  const auto* last = rulebook_.find(session_.last_rule);
  if (last == nullptr || last->tier != Tier::kNormal || !leans_on_context(reading)) return std::nullopt;
  if (is_clear(alone) && !goes_on(reading)) return std::nullopt;
  const auto together = rulebook_.matcher().read(last->title + ' ' + std::string(text));
  const auto said_before = together.tokens.size() - std::min(reading.tokens.size(), together.tokens.size());
  auto joined = rulebook_.matcher().questions(together);
  std::erase_if(joined, [&](const Candidate& candidate) {
    const auto own = std::ranges::find(alone, candidate.rule, &Candidate::rule);
    const bool evident = (own != alone.end() && own->confidence >= kOwnEvidence) ||
                         matches_after(candidate, together, said_before);
    return rule_of(candidate).id == last->id || !evident || !leads_to(*last, candidate.rule);
  });
  for (auto& candidate : joined) {
    const bool led_to = std::ranges::find(last->follow_ups, candidate.rule) != last->follow_ups.end();
    if (led_to) candidate.confidence += (1 - candidate.confidence) * kFollowUpBonus;
  }
  std::ranges::stable_sort(joined, std::greater{}, &Candidate::confidence);
  if (!is_clear(joined)) return std::nullopt;
  return answer({joined.front()}, "The message leans on the last answer and is read together with it.");
}

// Whether a pattern of the candidate names a content word from the word `first` on.
bool Turn::matches_after(const Candidate& candidate, const Reading& reading, std::size_t first) const {
  const auto& language = rulebook_.matcher().lexicon().language();
  return candidate.hit && std::ranges::any_of(candidate.hit->match.words, [&](std::uint16_t word) {
           return word >= first && !text::is_function_word(language, reading.tokens[word].folded);
         });
}

// Whether a rule is of the same topic, or at most two follow-ups away.
bool Turn::leads_to(const Rule& from, RuleId to) const {
  const auto has = [to](const Rule& rule) {
    return std::ranges::find(rule.follow_ups, to) != rule.follow_ups.end();
  };
  return rulebook_.rules()[to].topic == from.topic || has(from) ||
         std::ranges::any_of(from.follow_ups, [&](RuleId next) { return has(rulebook_.rules()[next]); });
}

// "And …", "but …": it goes on from the last answer even where it could stand alone.
bool Turn::goes_on(const Reading& reading) const {
  return !reading.tokens.empty() &&
         text::is_one_of(rulebook_.matcher().lexicon().language().joiners, reading.tokens.front().folded);
}

bool Turn::points_back(const Reading& reading) const {
  const auto& language = rulebook_.matcher().lexicon().language();
  return std::ranges::any_of(
      reading.tokens, [&](const auto& token) { return text::is_one_of(language.pointers, token.folded); });
}

bool Turn::leans_on_context(const Reading& reading) const {
  const auto& language = rulebook_.matcher().lexicon().language();
  const auto content = std::ranges::count_if(
      reading.tokens, [&](const auto& token) { return !text::is_function_word(language, token.folded); });
  return content <= (points_back(reading) ? kFewWords : kVeryFewWords);
}

// Does what the rule asks for, when that can be done now.
std::optional<Reply> Turn::act(const Rule& rule) {
  switch (rule.action) {
    case Action::kAnswer:
      return std::nullopt;
    case Action::kRestart:
      return restart(rule);
    case Action::kBack: {
      if (session_.history.empty()) return std::nullopt;
      const auto before = session_.history.back();
      session_.history.pop_back();
      session_.last_rule.clear();
      return choose(before);
    }
    case Action::kAccept: {
      if (session_.choices.empty()) return std::nullopt;
      const auto first = session_.choices.front();
      return choose(first);
    }
  }
  return std::nullopt;
}

Reply Turn::restart(const Rule& rule) {
  session_ = {.locale = session_.locale, .turns = session_.turns};
  const auto& greeting = rulebook_.clinic().greeting;
  Reply reply{.kind = ReplyKind::kAnswer,
              .blocks = greeting.blocks,
              .answers = {{rule.id, rule.topic}},
              .confidence = 1};
  for (const auto choice : greeting.choices) reply.choices.push_back(choice_of(choice));
  explain("The visitor asks to start again.", {}, 0);
  return finish(std::move(reply));
}

Reply Turn::answer(const Candidates& candidates, std::string_view decision) {
  if (auto reply = act(rule_of(candidates.front()))) return std::move(*reply);
  Reply reply{.kind = ReplyKind::kAnswer, .confidence = candidates.front().confidence};
  for (const auto& candidate : candidates) {
    append_answer(candidate.rule, reply);
    remember_captures(candidate);
  }
  std::erase_if(reply.choices, [&](const Choice& choice) {
    return std::ranges::find(reply.answers, choice.value, &Answered::rule) != reply.answers.end();
  });
  if (reply.choices.size() > kMaxChoices) reply.choices.resize(kMaxChoices);
  explain(decision, candidates, candidates.size());
  return finish(std::move(reply));
}

void Turn::remember_captures(const Candidate& candidate) {
  if (!candidate.hit) return;
  for (const auto& captured : candidate.hit->match.captures) session_.facts[captured.name] = captured.value;
}

bool Turn::is_clear(const Candidates& candidates) const {
  if (candidates.empty() || candidates.front().confidence < rulebook_.clinic().thresholds.answer)
    return false;
  return near_best(candidates).size() == 1;
}

Turn::Candidates Turn::near_best(const Candidates& candidates) const {
  const auto& thresholds = rulebook_.clinic().thresholds;
  const auto best = candidates.front().confidence;
  const auto is_near = [&](const Candidate& candidate) {
    if (best < thresholds.answer) return candidate.confidence >= thresholds.clarify;
    return ranking::is_tie(best, candidate.confidence, thresholds.tie);
  };
  Candidates near;
  for (const auto& candidate : candidates) {
    if (!is_near(candidate) || near.size() == kMaxClarifyChoices) break;
    near.push_back(candidate);
  }
  return near;
}

Reply Turn::clarify(const Candidates& near, const Candidates& all) {
  const auto best = near.front().confidence;
  Reply reply{.kind = ReplyKind::kClarify, .blocks = rulebook_.clinic().clarify.blocks, .confidence = best};
  for (const auto& candidate : near) reply.choices.push_back(choice_of(candidate.rule));
  explain(best < rulebook_.clinic().thresholds.answer
              ? "The best rule is near, but not near enough: the visitor is asked."
              : "Several rules are equally near: the visitor is asked.",
          all, 0);
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
  explain_candidates(rulebook_.matcher(), candidates, answered, *explain_);
}

}  // namespace verbatim::dialogue
