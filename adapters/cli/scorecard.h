// Scorecard: holds replies against the labels of a question list, and counts.
#ifndef VERBATIM_ADAPTERS_CLI_SCORECARD_H_
#define VERBATIM_ADAPTERS_CLI_SCORECARD_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/cli/question_list.h"
#include "engine/engine.h"

namespace verbatim::cli {

// What went wrong with one question, worst first.
enum class Miss {
  kDangerMissed,  // a danger without its card
  kFalseAlarm,    // a harmless question with a card
  kWrong,         // answered with another topic
  kFalseAnswer,   // answered, though no answer of the clinic fits
  kNotOffered,    // asked "did you mean", without the right rule among the choices
  kUnanswered,    // the fallback
  kAsked,         // asked "did you mean", with the right rule among the choices
};
std::string_view name_of(Miss miss);

// A share of questions, and what it should be.
struct Figure {
  std::string_view name;
  bool at_least;  // `aim` is the lowest good value, else the highest
  double aim;
  std::string_view unit;
  std::size_t count = 0;
  std::size_t of = 0;           // 0 when the list has no such question
  std::optional<double> value;  // in `unit`; nothing when it was not measured

  bool missed() const;
};

// A question that was not answered as its label says.
struct Missed {
  Miss miss;
  Question question;
  std::string got;  // topic of the answer; else "clarify" or "fallback"
  std::string rule;
  double confidence = 0;
  std::vector<ExplainedCandidate> candidates;  // the best two
};

// Label, and what came instead.
using Confusion = std::pair<std::string, std::string>;

class Scorecard {
 public:
  explicit Scorecard(const Rulebook& rulebook) : rulebook_(rulebook) {}

  void add(const Question& question, const Reply& reply, const Explanation& explanation);

  // Whether an answer of the reply has the question's topic; an urgent or crisis card is its kind's.
  static bool is_right(const Question& question, const Reply& reply);
  // Whether the question belongs to a topic that the clinic answers, and names no danger.
  static bool in_scope(const Question& question);

  std::vector<Figure> figures() const;
  std::vector<std::pair<Confusion, std::size_t>> confusions() const;  // most frequent first
  std::vector<Missed> misses() const;                                 // worst first, then most confident
  // Questions by the kind of their label.
  std::size_t in_scope_count() const { return in_scope_; }
  std::size_t out_of_scope_count() const { return out_of_scope_; }
  std::size_t danger_count() const { return urgent_.of + crisis_.of; }
  std::size_t unclear_danger_count() const { return unclear_danger_; }

 private:
  struct Tally {
    std::size_t count = 0;
    std::size_t of = 0;
    void add(bool counted) { ++of, count += counted; }
  };

  std::optional<Miss> judge(const Question& question, const Reply& reply);
  std::optional<Miss> judge_in_scope(const Question& question, const Reply& reply);
  std::optional<Miss> judge_out_of_scope(const Question& question, const Reply& reply);
  std::optional<Miss> judge_danger(const Question& question, const Reply& reply);
  bool offers(const Question& question, const Reply& reply) const;

  const Rulebook& rulebook_;
  std::size_t in_scope_ = 0;
  std::size_t out_of_scope_ = 0;
  std::size_t unclear_danger_ = 0;
  Tally right_, asked_, wrong_, false_answer_, urgent_, crisis_, false_alarm_;
  std::map<Confusion, std::size_t> confusions_;
  std::vector<Missed> misses_;
};

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_SCORECARD_H_
