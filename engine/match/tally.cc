#include "engine/match/tally.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace verbatim {
namespace {

// Bits of floats that are not negative are ordered as the floats are, so one integer can
// hold both parts of the order: more points first, then the smaller number.
std::uint64_t rank_of(float points, ExampleId example) {
  return std::uint64_t{std::bit_cast<std::uint32_t>(points)} << 32 | (UINT32_MAX - example);
}

ExampleId example_of(std::uint64_t rank) { return UINT32_MAX - static_cast<ExampleId>(rank); }

}  // namespace

std::span<const ExampleId> Tally::best() {
  for (std::size_t i = 0; i < count_; ++i) {
    ranks_[i] = rank_of(points_[taken_[i]], examples_[taken_[i]]);
  }
  const auto kept = std::min(count_, kMaxBest);
  if (kept < count_) {
    std::nth_element(ranks_.begin(), ranks_.begin() + kept, ranks_.begin() + count_, std::greater<>());
  }
  std::transform(ranks_.begin(), ranks_.begin() + kept, best_.begin(), example_of);
  return {best_.data(), kept};
}

}  // namespace verbatim
