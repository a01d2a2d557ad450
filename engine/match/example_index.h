// ExampleIndex says how like a message is to the examples of each rule: the second witness.
//
// A text is a bag of features: its stems, the concepts it names (so that
// "appointment" helps where an example says "session"), and pairs of neighbouring
// stems.  Likeness is the cosine of two weighted bags (Salton's vector space
// model); words that the rulebook has never seen lengthen the message's vector
// and so count against every example.
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

// The best example of one rule.
struct Likeness {
  RuleId rule;
  ExampleId example;
  double value;  // 0 to 1
};

class ExampleIndex {
 public:
  // Adds a text as the example number `id` of `rule`.  Ids must be given in ascending order.
  void add(RuleId rule, const Reading& example);
  // Call once, after the last add.
  void finish();

  std::size_t size() const { return examples_.size(); }

  // Rules that share a word with `reading`, best first; at most `limit`.
  // Work is bounded: features that many examples share are left out once enough have been read.
  std::vector<Likeness> nearest(const Reading& reading, std::size_t limit) const;

 private:
  struct Feature {
    std::uint64_t key;
    double weight;
  };
  struct Posting {
    ExampleId example;
    float weight;
  };
  struct Example {
    RuleId rule;
    float norm;
  };

  static std::vector<Feature> features(const Reading& reading);

  std::vector<Example> examples_;
  std::unordered_map<std::uint64_t, std::uint32_t> rows_;  // feature to row of postings_
  std::vector<std::vector<Posting>> postings_;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_EXAMPLE_INDEX_H_
