#include "engine/match/id_sets.h"

#include <algorithm>
#include <bit>

namespace verbatim {

void IdSets::add(std::span<const std::uint32_t> ids) {
  constexpr Bucket kEmpty = {kFree, kFree, kFree, kFree};
  const auto first = buckets_.size();
  const auto size = std::bit_ceil((ids.size() + 1) / 2 + 1);
  buckets_.resize(first + size, kEmpty);
  for (const auto id : ids) {
    auto bucket = hash(id) & (size - 1);
    while (buckets_[first + bucket][3] != kFree) bucket = (bucket + 1) & (size - 1);
    *std::ranges::find(buckets_[first + bucket], kFree) = id;
  }
  starts_.push_back(static_cast<std::uint32_t>(buckets_.size()));
}

void IdSets::finish() {
  starts_.shrink_to_fit();
  buckets_.shrink_to_fit();
}

}  // namespace verbatim
