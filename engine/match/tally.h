// Tally counts up points for examples and keeps the best: which examples are worth comparing in full.
#ifndef VERBATIM_ENGINE_MATCH_TALLY_H_
#define VERBATIM_ENGINE_MATCH_TALLY_H_

#include <array>
#include <cstdint>
#include <span>

namespace verbatim {

using ExampleId = std::uint32_t;

// Lives on the stack of one call: 16 KB.
class Tally {
 public:
  static constexpr std::size_t kMaxAdded = 512;
  static constexpr std::size_t kMaxBest = 48;

  Tally() {
    examples_.fill(kFree);
    points_.fill(0);
  }

  // REQUIRES: called at most kMaxAdded times; points >= 0.
  void add(ExampleId example, float points) {
    auto slot = (example * 2654435769U) >> (32 - kBits);
    while (is_taken_by_other(slot, example)) slot = (slot + 1) % kSlots;
    // No branch for a new example: the processor could not guess which way to go.
    taken_[count_] = static_cast<std::uint16_t>(slot);
    count_ += examples_[slot] == kFree;
    examples_[slot] = example;
    points_[slot] += points;
  }

  // The examples with most points, ties by number; at most kMaxBest, in no order.  Call once.
  // The view lives as long as the tally.
  std::span<const ExampleId> best();

 private:
  static constexpr unsigned kBits = 10;
  static constexpr std::size_t kSlots = std::size_t{1} << kBits;  // twice as many as are ever taken
  static constexpr ExampleId kFree = UINT32_MAX;

  bool is_taken_by_other(std::size_t slot, ExampleId example) const {
    return (examples_[slot] != example) + (examples_[slot] != kFree) == 2;
  }

  std::array<ExampleId, kSlots> examples_;
  std::array<float, kSlots> points_;
  std::array<std::uint16_t, kMaxAdded + 1> taken_;  // the first count_ are slots in use; room for one more
  std::size_t count_ = 0;
  std::array<std::uint64_t, kMaxAdded> ranks_;
  std::array<ExampleId, kMaxBest> best_;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_TALLY_H_
