// Matcher: everything of a rulebook that answers "which rules does this message ask for?".
//
// Built once from the model, then immutable and shared between threads.
#ifndef VERBATIM_ENGINE_MATCH_MATCHER_H_
#define VERBATIM_ENGINE_MATCH_MATCHER_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/match/compiled_pattern.h"
#include "engine/match/example_index.h"
#include "engine/match/lexicon.h"
#include "engine/match/pattern_index.h"
#include "engine/match/reading.h"
#include "engine/rulebook/diagnostic.h"
#include "engine/rulebook/model.h"

namespace verbatim {

// The best match of one rule's patterns.
struct PatternHit {
  PatternId pattern = kNone;
  PatternMatch match = {};
  double coverage = 0;     // share of the message's weight that the matched words carry, 0 to 1
  double specificity = 0;  // how much the matched words say by themselves, 0 to 1
  double score = 0;
};

// A rule that a message may be asking for, and what speaks for it.
struct Candidate {
  RuleId rule = 0;
  std::optional<PatternHit> hit = {};
  std::optional<Likeness> likeness = {};
  double stray = 0;       // share of the message that the rule does not account for, 0 to 1
  double confidence = 0;  // 0 to 1
};

class Matcher {
 public:
  // Compiles all patterns of `model`, which must outlive the matcher and not move.
  // Mistakes go to `diagnostics`; null when one of them is an error.
  static std::unique_ptr<const Matcher> build(const Model& model, std::vector<Diagnostic>& diagnostics);

  Matcher(const Matcher&) = delete;  // build another one
  Matcher& operator=(const Matcher&) = delete;

  Reading read(std::string_view message) const { return verbatim::read(message, lexicon_); }
  // What the examples say of a reading; danger() and questions() share it.
  Nearest nearest(const Reading& reading) const { return examples_.nearest(reading, lexicon_); }

  // Urgent rules, then crisis rules, that a pattern of theirs calls for or that have an example very
  // like the message; emergencies first, then the most specific.
  std::vector<Candidate> danger(const Reading& reading, const Nearest& nearest) const;

  // Ordinary rules, most confident first; ties in order of rule id, never of files.
  std::vector<Candidate> questions(const Reading& reading, const Nearest& nearest) const;
  std::vector<Candidate> questions(const Reading& reading) const {
    return questions(reading, nearest(reading));
  }

  // Whether a message names the choice of a flow: by its title, or by one of its `says`.
  bool says(const FlowChoice& choice, const Reading& reading) const;

  // Whether the message says that it is about what the rulebook is about; so does every message to a
  // rulebook that does not say what that is.
  bool names_field(const Reading& reading) const {
    return field_ == kNone || reading.occurrences.has(field_);
  }

  // For those who reason about patterns instead of answering: single patterns, in the order of the rules.
  std::size_t pattern_count() const { return patterns_.size(); }
  RuleId rule_of(PatternId pattern) const { return rule_of_[pattern]; }
  const std::vector<AtomId>& required_by(PatternId pattern) const { return patterns_[pattern].required; }
  std::optional<PatternMatch> match(PatternId pattern, const Reading& reading) const {
    return verbatim::match(patterns_[pattern], reading);
  }
  // All patterns that match, danger first; also those whose rule is silenced by an `unless`.
  std::vector<PatternId> matching(const Reading& reading) const;
  // Whether an `unless` of the rule silences it.
  bool ruled_out(RuleId rule, const Reading& reading) const;

  const Model& model() const { return model_; }
  const Lexicon& lexicon() const { return lexicon_; }
  // The pattern as it was written.
  const Text& source_of(PatternId pattern) const { return *sources_[pattern]; }
  // The example, or the rule's title, as it was written.
  const std::string& example_text(ExampleId example) const { return *example_texts_[example]; }
  // The names that patterns capture values under, with repetitions.
  std::vector<std::string> captured_names() const;
  std::size_t shape_count() const { return shapes_.size(); }

 private:
  friend class MatcherBuilder;

  explicit Matcher(const Model& model);

  std::vector<Candidate> hits(const PatternIndex& index, const Reading& reading) const;
  // Adds what the examples of a kind say to the candidates, and rules that only they speak for,
  // unless a not_example of the rule is at least as like.
  void add_likeness(ExampleKind kind, double least, const Reading& reading, const Nearest& nearest,
                    std::vector<Candidate>& candidates) const;
  double evidence(const Candidate& candidate) const;
  // Whether only examples can speak for the rule.
  bool has_one_witness(const Candidate& candidate) const;
  PatternHit score(PatternId pattern, PatternMatch match, const Reading& reading) const;
  // Share of the message's content, by weight, that the candidate does not account for; 0 when the
  // message names the field of the rulebook.
  double stray(const Candidate& candidate, const Reading& reading) const;
  void sort(std::vector<Candidate>& candidates) const;

  const Model& model_;
  Lexicon lexicon_;
  ShapePool shapes_;
  std::vector<CompiledPattern> patterns_;
  std::vector<RuleId> rule_of_;                       // by pattern
  std::vector<const Text*> sources_;                  // by pattern, into the model
  std::vector<std::vector<CompiledPattern>> unless_;  // by rule
  std::unordered_map<const FlowChoice*, std::vector<CompiledPattern>> says_;
  std::optional<PatternIndex> danger_;
  std::optional<PatternIndex> questions_;
  AtomId field_ = kNone;  // what the rulebook is about, if it says so
  ExampleIndex examples_;
  std::vector<const std::string*> example_texts_;  // by example, into the model
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_MATCHER_H_
