// ExampleIndex says how like a message is to the examples of each rule: the second witness.
//
// A text is a bag of features (features.h).  The cosine of two weighted bags
// (Salton's vector space model) says how like the message is to one example; words that the rulebook has
// never seen lengthen its bag and so count against every example.  An ordinary rule is also asked for its
// profile: the share of the message that any of its examples knows, as evidence is often spread over several.
// Likeness is the geometric mean of both.
//
// Work per message is bounded whatever the number of examples: the rarest features
// propose at most kMaxPostings examples, the most promising kMaxCompared of them
// are compared in full, and the best kMaxProfiles rules asked for their profiles.
#ifndef VERBATIM_ENGINE_MATCH_EXAMPLE_INDEX_H_
#define VERBATIM_ENGINE_MATCH_EXAMPLE_INDEX_H_

#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/id_sets.h"
#include "engine/match/key_table.h"
#include "engine/match/lexicon.h"
#include "engine/match/query.h"
#include "engine/match/reading.h"
#include "engine/match/tally.h"
#include "engine/rulebook/model.h"

namespace verbatim {

// What an example says of its rule.
enum class ExampleKind : std::uint8_t {
  kQuestion,  // an ordinary rule answers this
  kDanger,    // a danger rule answers this
  kCounter,   // a not_example: the rule must not answer this
};
inline constexpr std::size_t kExampleKinds = 3;

// The best example of one rule.
struct Likeness {
  RuleId rule;
  ExampleId example;
  double value;   // 0 to 1; 1 when the message says the same words
  double agreed;  // of an ordinary rule: value to 1, the more the more of its examples are like the message
};

// The rules whose examples are like a message, most like first, ties by rule number.
struct Nearest {
  std::vector<Likeness> of[kExampleKinds];

  const std::vector<Likeness>& operator[](ExampleKind kind) const {
    return of[static_cast<std::size_t>(kind)];
  }
};

class ExampleIndex {
 public:
  static constexpr std::size_t kMaxPostings = Tally::kMaxAdded;
  static constexpr std::size_t kMaxCompared = Tally::kMaxBest;
  static constexpr std::size_t kMaxProfiles = 16;

  // Adds a text as an example of `rule`; examples are numbered from 0.
  void add(RuleId rule, ExampleKind kind, const Reading& example, const Lexicon& lexicon);

  // Call once, after the last add.
  void finish();

  // The rules that share a feature with `reading`.
  Nearest nearest(const Reading& reading, const Lexicon& lexicon) const;

  // Whether an example of the rule has a word of this stem.
  // REQUIRES: the rule is an ordinary one.
  bool says(RuleId rule, SymbolId stem) const;

 private:
  struct Example {
    RuleId rule;
    std::uint32_t first;  // its features are features_[first, first of the next one)
    float norm;
    ExampleKind kind;
  };
  // An example that has a feature; its norm stands here, too, as every proposal asks for it.
  struct Posting {
    ExampleId example;
    float norm;
  };

  std::span<const Posting> postings(FeatureId feature) const {
    return {postings_.data() + posting_starts_[feature], postings_.data() + posting_starts_[feature + 1]};
  }
  std::span<const Weighted> features(ExampleId example) const {
    return {features_.data() + examples_[example].first, features_.data() + examples_[example + 1].first};
  }
  void file_postings();
  void gather_profiles();
  void propose(const Query& query, Tally& tally) const;
  double cosine(const Query& query, ExampleId example) const;
  double profile(const Query& query, RuleId rule) const;

  KeyTable ids_;  // features by key
  std::vector<Example> examples_;
  std::vector<Weighted> features_;
  std::vector<std::uint32_t> posting_starts_;  // by feature
  std::vector<Posting> postings_;              // of each feature ascending by example
  IdSets profiles_;                            // by rule: what the examples of an ordinary rule say
  std::vector<bool> said_;                     // by position in features_; only until finish()
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_EXAMPLE_INDEX_H_
