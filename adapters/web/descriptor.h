// Descriptor owns one file descriptor of the system and closes it.
#ifndef VERBATIM_ADAPTERS_WEB_DESCRIPTOR_H_
#define VERBATIM_ADAPTERS_WEB_DESCRIPTOR_H_

#include <unistd.h>

#include <utility>

namespace verbatim::web {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(Descriptor&& other) noexcept : descriptor_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    reset(other.release());
    return *this;
  }
  ~Descriptor() { reset(); }

  int get() const { return descriptor_; }
  int release() { return std::exchange(descriptor_, -1); }

  void reset(int descriptor = -1) {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = descriptor;
  }

 private:
  int descriptor_ = -1;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_DESCRIPTOR_H_
