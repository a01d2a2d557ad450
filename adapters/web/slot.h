// A Slot is one connection's place among max_connections, from accepting it to its end.
#ifndef VERBATIM_ADAPTERS_WEB_SLOT_H_
#define VERBATIM_ADAPTERS_WEB_SLOT_H_

#include <atomic>
#include <cstddef>
#include <utility>

namespace verbatim::web {

class Slot {
 public:
  // `taken` counts the slots in use, and outlives them.
  explicit Slot(std::atomic<std::size_t>& taken) : taken_(&taken) {
    taken.fetch_add(1, std::memory_order_relaxed);
  }
  Slot(Slot&& other) noexcept : taken_(std::exchange(other.taken_, nullptr)) {}
  Slot& operator=(Slot&&) = delete;
  ~Slot() {
    if (taken_) taken_->fetch_sub(1, std::memory_order_relaxed);
  }

 private:
  std::atomic<std::size_t>* taken_;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_SLOT_H_
