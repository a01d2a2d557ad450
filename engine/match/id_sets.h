// IdSets: many small sets of numbers in one array, for asking whether set `i` holds a number.
//
// A number has a bucket of four slots, and all four are looked at together: whether one of them is the
// number is then no branch, which the processor could not guess.
#ifndef VERBATIM_ENGINE_MATCH_ID_SETS_H_
#define VERBATIM_ENGINE_MATCH_ID_SETS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace verbatim {

class IdSets {
 public:
  // Adds the next set; its numbers are distinct and below UINT32_MAX.
  void add(std::span<const std::uint32_t> ids);
  // Gives back the room kept for more sets.
  void finish();

  // REQUIRES: set < the number of sets added.
  bool holds(std::size_t set, std::uint32_t id) const {
    const auto first = starts_[set];
    const auto mask = starts_[set + 1] - first - 1;
    for (auto bucket = hash(id) & mask;; bucket = (bucket + 1) & mask) {
      const auto& slots = buckets_[first + bucket];
      const int found = (slots[0] == id) + (slots[1] == id) + (slots[2] == id) + (slots[3] == id);
      if (found + (slots[3] == kFree) > 0) return found > 0;
    }
  }

 private:
  static constexpr std::uint32_t kFree = UINT32_MAX;
  using Bucket = std::array<std::uint32_t, 4>;  // taken from the front

  static std::uint32_t hash(std::uint32_t id) { return (id * 2654435769U) >> 12; }

  std::vector<std::uint32_t> starts_ = {0};  // by set: its first bucket; one more at the end
  std::vector<Bucket> buckets_;              // of each set a power of two, at most half full
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_ID_SETS_H_
