#include "engine/match/occurrences.h"

#include <bit>
#include <utility>

namespace verbatim {

Occurrences::Occurrences(std::vector<Occurrence> found)
    : found_(std::move(found)),
      next_(found_.size(), kNone),
      slots_(std::bit_ceil(found_.size() * 2 + 2), kNone),
      shift_(static_cast<unsigned>(33 - std::bit_width(slots_.size()))) {
  last_.reserve(found_.size());
  for (std::uint32_t i = 0; i < found_.size(); ++i) {
    auto& first = slots_[slot_of(found_[i].atom)];
    if (first == kNone) last_.push_back(i);
    next_[i] = first;
    first = i;
  }
}

}  // namespace verbatim
