// KeyTable numbers 64-bit keys: open addressing in one array, so that a question touches one or two cache
// lines and an entry costs 16 to 32 bytes.
#ifndef VERBATIM_ENGINE_MATCH_KEY_TABLE_H_
#define VERBATIM_ENGINE_MATCH_KEY_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace verbatim {

class KeyTable {
 public:
  static constexpr std::uint32_t kAbsent = UINT32_MAX;

  KeyTable() : slots_(kLeastSlots) {}

  // The value of `key`, kAbsent when it has none.
  std::uint32_t find(std::uint64_t key) const { return slots_[slot_of(key)].value; }

  // Gives `key` this value unless it has one; returns the one it has now.
  // REQUIRES: value != kAbsent.
  std::uint32_t add(std::uint64_t key, std::uint32_t value);

  std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t value = kAbsent;
  };
  static constexpr std::size_t kLeastSlots = 16;

  std::size_t slot_of(std::uint64_t key) const {
    // The upper half of a product depends on all bits of the key.
    auto slot = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 32) & (slots_.size() - 1);
    while (slots_[slot].value != kAbsent && slots_[slot].key != key) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }
  void grow();

  std::vector<Slot> slots_;  // a power of two; at most three quarters are taken
  std::size_t size_ = 0;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_KEY_TABLE_H_
