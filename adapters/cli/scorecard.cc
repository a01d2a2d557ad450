#include "adapters/cli/scorecard.h"

#include <algorithm>

namespace verbatim::cli {
namespace {

constexpr std::string_view kOutOfScope = "oos";
constexpr std::string_view kUrgent = "urgent";
constexpr std::string_view kCrisis = "crisis";
constexpr double kRounding = 1e-9;

bool is_danger(std::string_view label) { return label == kUrgent || label == kCrisis; }

bool is_card(const Reply& reply) {
  return reply.kind == ReplyKind::kUrgent || reply.kind == ReplyKind::kCrisis;
}

bool is_answered(const Reply& reply) {
  return is_card(reply) || reply.kind == ReplyKind::kAnswer || reply.kind == ReplyKind::kFlow;
}

bool is_wanted(const Question& question, std::string_view topic) {
  return !topic.empty() && (topic == question.label || topic == question.alt_label);
}

// Small talk and booking may be answered whatever else the visitor wants.
bool is_treatment(const Answered& answered) {
  return answered.topic != "small_talk" && answered.topic != "booking";
}

std::string what_came(const Reply& reply) {
  if (is_card(reply) || reply.answers.empty()) return std::string(name_of(reply.kind));
  return reply.answers.front().topic;
}

Figure share(std::string_view name, bool at_least, double aim, std::size_t count, std::size_t of) {
  Figure out{
      .name = name, .at_least = at_least, .aim = aim, .unit = "%", .count = count, .of = of, .value = {}};
  if (of > 0) out.value = 100.0 * static_cast<double>(count) / static_cast<double>(of);
  return out;
}

}  // namespace

std::string_view name_of(Miss miss) {
  static constexpr std::string_view kNames[] = {"danger missed", "false alarm", "wrong", "false answer",
                                                "not offered",   "unanswered",  "asked"};
  return kNames[static_cast<std::size_t>(miss)];
}

bool Figure::missed() const {
  if (!value) return false;
  return at_least ? *value < aim - kRounding : *value > aim + kRounding;
}

bool Scorecard::is_right(const Question& question, const Reply& reply) {
  if (is_card(reply) && is_wanted(question, name_of(reply.kind))) return true;
  return std::ranges::any_of(reply.answers,
                             [&](const Answered& answered) { return is_wanted(question, answered.topic); });
}

bool Scorecard::in_scope(const Question& question) {
  return question.label != kOutOfScope && !is_danger(question.label);
}

bool Scorecard::offers(const Question& question, const Reply& reply) const {
  return reply.kind == ReplyKind::kClarify && std::ranges::any_of(reply.choices, [&](const Choice& choice) {
           const auto* rule = rulebook_.find(choice.value);
           return rule != nullptr && is_wanted(question, rule->topic);
         });
}

std::optional<Miss> Scorecard::judge_in_scope(const Question& question, const Reply& reply) {
  ++in_scope_;
  const bool right = is_right(question, reply);
  const bool offered = offers(question, reply);
  const bool alarm = is_card(reply) && !is_danger(question.alt_label);
  right_.add(right);
  asked_.add(right || offered);
  wrong_.add(is_answered(reply) && !right);
  if (!is_danger(question.alt_label)) false_alarm_.add(alarm);
  if (alarm) return Miss::kFalseAlarm;
  if (right) return std::nullopt;
  if (offered) return Miss::kAsked;
  if (is_answered(reply)) return Miss::kWrong;
  return reply.kind == ReplyKind::kClarify ? Miss::kNotOffered : Miss::kUnanswered;
}

std::optional<Miss> Scorecard::judge_out_of_scope(const Question& question, const Reply& reply) {
  ++out_of_scope_;
  const bool false_answer = reply.kind == ReplyKind::kAnswer && !is_right(question, reply) &&
                            std::ranges::any_of(reply.answers, is_treatment);
  false_answer_.add(false_answer);
  return false_answer ? std::optional(Miss::kFalseAnswer) : std::nullopt;
}

std::optional<Miss> Scorecard::judge_danger(const Question& question, const Reply& reply) {
  const bool right = is_right(question, reply);
  if (!question.alt_label.empty()) {
    ++unclear_danger_;
    return std::nullopt;
  }
  (question.label == kUrgent ? urgent_ : crisis_).add(right);
  return right ? std::nullopt : std::optional(Miss::kDangerMissed);
}

std::optional<Miss> Scorecard::judge(const Question& question, const Reply& reply) {
  if (in_scope(question)) return judge_in_scope(question, reply);
  return is_danger(question.label) ? judge_danger(question, reply) : judge_out_of_scope(question, reply);
}

void Scorecard::add(const Question& question, const Reply& reply, const Explanation& explanation) {
  const auto miss = judge(question, reply);
  if (!miss) return;
  ++confusions_[{question.label, what_came(reply)}];
  const auto& candidates = explanation.candidates;
  const auto shown = std::min<std::ptrdiff_t>(2, std::ssize(candidates));
  misses_.push_back({*miss,
                     question,
                     what_came(reply),
                     std::string(reply.rule()),
                     reply.confidence,
                     {candidates.begin(), candidates.begin() + shown}});
}

std::vector<Figure> Scorecard::figures() const {
  return {share("right", true, 90, right_.count, right_.of),
          share("right or asked", true, 96, asked_.count, asked_.of),
          share("wrong", false, 4, wrong_.count, wrong_.of),
          share("false answer", false, 3, false_answer_.count, false_answer_.of),
          share("urgent", true, 100, urgent_.count, urgent_.of),
          share("crisis", true, 100, crisis_.count, crisis_.of),
          share("false alarm", false, 1, false_alarm_.count, false_alarm_.of)};
}

std::vector<std::pair<Confusion, std::size_t>> Scorecard::confusions() const {
  std::vector<std::pair<Confusion, std::size_t>> out(confusions_.begin(), confusions_.end());
  std::ranges::stable_sort(out, std::ranges::greater{}, &std::pair<Confusion, std::size_t>::second);
  return out;
}

std::vector<Missed> Scorecard::misses() const {
  auto out = misses_;
  std::ranges::stable_sort(out, [](const Missed& a, const Missed& b) {
    return std::pair(a.miss, -a.confidence) < std::pair(b.miss, -b.confidence);
  });
  return out;
}

}  // namespace verbatim::cli
