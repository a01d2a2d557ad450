#include "engine/match/id_sets.h"

#include <bit>

namespace verbatim {

void IdSets::add(std::span<const std::uint32_t> ids) {
  const auto start = slots_.size();
  const auto size = std::bit_ceil(ids.size() + ids.size() / 2 + 1);
  slots_.resize(start + size, kFree);
  for (const auto id : ids) {
    auto slot = hash(id) & (size - 1);
    while (slots_[start + slot] != kFree) slot = (slot + 1) & (size - 1);
    slots_[start + slot] = id;
  }
  starts_.push_back(static_cast<std::uint32_t>(slots_.size()));
}

}  // namespace verbatim
