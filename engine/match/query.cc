#include "engine/match/query.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace verbatim {
namespace {

// Messages with more features are compared by merging: their slots would not fit the processor's cache.
constexpr std::size_t kMaxSlotted = 90;
constexpr int kTries = 6;
constexpr FeatureId kFree = UINT32_MAX;

}  // namespace

Query::Query(const std::vector<Feature>& features, const KeyTable& ids) {
  double squares = 0;
  known_.reserve(features.size());
  for (const auto& feature : features) {
    squares += feature.weight * feature.weight;
    if (feature.said) said_ += feature.weight;
    const auto id = ids.find(feature.key);
    if (id != KeyTable::kAbsent) known_.push_back({id, static_cast<float>(feature.weight)});
  }
  norm_ = std::sqrt(squares);
  std::ranges::sort(known_, {}, &Weighted::feature);
  for (int tries = 0; tries < kTries && known_.size() <= kMaxSlotted; ++tries) {
    if (fill_slots()) return;
    multiplier_ *= 2654435761U;  // odd, so that no bit is lost
  }
  slots_.clear();
}

// As many slots as the square of the features: mostly none of them meet.
bool Query::fill_slots() {
  slots_.assign(std::bit_ceil(known_.size() * known_.size() + 2), {kFree, 0});
  shift_ = static_cast<unsigned>(33 - std::bit_width(slots_.size()));
  for (const auto& one : known_) {
    auto& slot = slots_[slot_of(one.feature)];
    if (slot.feature != kFree) return false;
    slot = {one.feature, one.weight};
  }
  return true;
}

double Query::dot(std::span<const Weighted> bag) const {
  return slots_.empty() ? dot_by_merging(bag) : dot_by_slots(bag);
}

// The loop in which a reply spends most.  No branch depends on what is shared, as the processor
// could not guess it: what is not shared adds zero.
double Query::dot_by_slots(std::span<const Weighted> bag) const {
  const auto* const slots = slots_.data();
  const auto multiplier = multiplier_;
  const auto shift = shift_;
  double sum = 0;
  for (const auto& mine : bag) {
    const auto& slot = slots[(mine.feature * multiplier) >> shift];
    const auto all_or_nothing = 0U - static_cast<std::uint32_t>(slot.feature == mine.feature);
    const auto shared = std::bit_cast<float>(std::bit_cast<std::uint32_t>(slot.weight) & all_or_nothing);
    sum += static_cast<double>(mine.weight) * static_cast<double>(shared);
  }
  return sum;
}

// The same, for the few messages whose features share slots: those with unknown words that some
// example has as well.  Each of these is like the first unknown word of the bag.
double Query::dot_by_merging(std::span<const Weighted> bag) const {
  double sum = 0;
  auto mine = bag.begin();
  for (const auto& wanted : known_) {
    while (mine != bag.end() && mine->feature < wanted.feature) ++mine;
    if (mine == bag.end()) break;
    if (mine->feature == wanted.feature)
      sum += static_cast<double>(mine->weight) * static_cast<double>(wanted.weight);
  }
  return sum;
}

}  // namespace verbatim
