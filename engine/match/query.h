// Query: a message in the features of the index of examples, ready to be compared with many of them.
#ifndef VERBATIM_ENGINE_MATCH_QUERY_H_
#define VERBATIM_ENGINE_MATCH_QUERY_H_

#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/features.h"
#include "engine/match/key_table.h"

namespace verbatim {

using FeatureId = std::uint32_t;

struct Weighted {
  FeatureId feature;
  float weight;
};

class Query {
 public:
  Query(const std::vector<Feature>& features, const KeyTable& ids);

  // Its features that some example has, ascending; only that of unknown words can come twice.
  const std::vector<Weighted>& known() const { return known_; }
  double norm() const { return norm_; }  // of all features, those left out too
  double said() const { return said_; }  // weight of its words and pairs

  // The scalar product with a bag whose features are ascending.
  double dot(std::span<const Weighted> bag) const;

 private:
  struct Slot {
    FeatureId feature;
    float weight;
  };

  bool fill_slots();
  double dot_by_slots(std::span<const Weighted> bag) const;
  double dot_by_merging(std::span<const Weighted> bag) const;
  std::size_t slot_of(FeatureId feature) const { return (feature * multiplier_) >> shift_; }

  std::vector<Weighted> known_;
  std::vector<Slot> slots_;  // empty when two features would share one
  std::uint32_t multiplier_ = 2654435769U;
  unsigned shift_ = 0;
  double norm_ = 0;
  double said_ = 0;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_QUERY_H_
