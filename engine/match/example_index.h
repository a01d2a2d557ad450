// ExampleIndex says how like a message is to the examples of each rule: the second witness.
//
// A text is a bag of features: its stems, the concepts it names (so that
// "appointment" helps where an example says "session"), and pairs of neighbouring
// stems.  The cosine of two weighted bags (Salton's vector space model) says how
// like the message is to one example; words that the rulebook has never seen
// lengthen its bag and so count against every example.  An ordinary rule is also
// asked for its profile: the share of the message that any of its examples knows,
// as evidence is often spread over several.  Likeness is the geometric mean of both.
//
// Work per message is bounded whatever the number of examples: the rarest features
// propose at most kMaxPostings examples, the most promising kMaxCompared of them
// are compared in full, and the best kMaxProfiles rules asked for their profiles.
#ifndef VERBATIM_ENGINE_MATCH_EXAMPLE_INDEX_H_
#define VERBATIM_ENGINE_MATCH_EXAMPLE_INDEX_H_

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/match/lexicon.h"
#include "engine/match/reading.h"
#include "engine/rulebook/model.h"

namespace verbatim {

using ExampleId = std::uint32_t;

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
  double value;  // 0 to 1; 1 when the message says the same words
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
  static constexpr std::size_t kMaxPostings = 512;
  static constexpr std::size_t kMaxCompared = 48;
  static constexpr std::size_t kMaxProfiles = 16;

  // Adds a text as an example of `rule`; examples are numbered from 0.
  void add(RuleId rule, ExampleKind kind, const Reading& example, const Lexicon& lexicon);

  // Call once, after the last add.
  void finish();

  // The rules that share a feature with `reading`.
  Nearest nearest(const Reading& reading, const Lexicon& lexicon) const;

 private:
  using FeatureId = std::uint32_t;
  struct Weighted {
    FeatureId feature;
    float weight;
    bool said;  // a word or a pair of words; not what is only derived from them
  };
  struct Example {
    RuleId rule;
    ExampleKind kind;
    float norm;
    std::uint32_t first;  // its features are features_[first, last), ascending
    std::uint32_t last;
  };
  // The message in the features of the index.
  struct Query {
    std::vector<Weighted> features;  // ascending; those that no example has are left out
    double norm = 0;                 // of all, those left out too
    double said = 0;                 // weight of its words and pairs
  };

  Query query_of(const Reading& reading, const Lexicon& lexicon) const;
  std::vector<ExampleId> propose(const Query& query) const;
  double cosine(const Query& query, const Example& example) const;
  double profile(const Query& query, RuleId rule) const;

  std::vector<Example> examples_;
  std::vector<Weighted> features_;
  std::unordered_map<std::uint64_t, FeatureId> ids_;
  std::vector<std::vector<ExampleId>> postings_;  // by feature
  std::vector<std::vector<FeatureId>> profiles_;  // by rule: the features of its examples, ascending
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_EXAMPLE_INDEX_H_
