// IdSets: many small sets of numbers in one array, for asking whether set `i` holds a number.
#ifndef VERBATIM_ENGINE_MATCH_ID_SETS_H_
#define VERBATIM_ENGINE_MATCH_ID_SETS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace verbatim {

class IdSets {
 public:
  // Adds the next set; its numbers are distinct and below UINT32_MAX.
  void add(std::span<const std::uint32_t> ids);

  // REQUIRES: set < the number of sets added.
  bool holds(std::size_t set, std::uint32_t id) const {
    const auto* slots = slots_.data() + starts_[set];
    const auto mask = starts_[set + 1] - starts_[set] - 1;
    auto slot = hash(id) & mask;
    while (slots[slot] != id && slots[slot] != kFree) slot = (slot + 1) & mask;
    return slots[slot] == id;
  }

 private:
  static constexpr std::uint32_t kFree = UINT32_MAX;

  static std::uint32_t hash(std::uint32_t id) { return (id * 2654435769U) >> 12; }

  std::vector<std::uint32_t> starts_ = {0};
  std::vector<std::uint32_t> slots_;  // of each set a power of two, at most two thirds taken
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_ID_SETS_H_
