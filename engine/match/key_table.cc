#include "engine/match/key_table.h"

#include <utility>

namespace verbatim {

std::uint32_t KeyTable::add(std::uint64_t key, std::uint32_t value) {
  if ((size_ + 1) * 4 > slots_.size() * 3) grow();
  auto& slot = slots_[slot_of(key)];
  if (slot.value == kAbsent) {
    slot = {key, value};
    ++size_;
  }
  return slot.value;
}

void KeyTable::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  std::swap(old, slots_);
  for (const auto& slot : old) {
    if (slot.value != kAbsent) slots_[slot_of(slot.key)] = slot;
  }
}

}  // namespace verbatim
