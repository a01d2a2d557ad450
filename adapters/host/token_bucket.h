// A TokenBucket lets `burst` things happen at once, and `per_second` over time.
#ifndef VERBATIM_ADAPTERS_HOST_TOKEN_BUCKET_H_
#define VERBATIM_ADAPTERS_HOST_TOKEN_BUCKET_H_

#include <algorithm>
#include <chrono>

namespace verbatim {

struct RateLimit {
  double per_second;  // 0 for no limit
  double burst;
};

// Belongs to one thread, or to whoever holds its lock.
class TokenBucket {
 public:
  using Clock = std::chrono::steady_clock;

  explicit TokenBucket(const RateLimit& limit, Clock::time_point now) : left_(limit.burst), at_(now) {}

  // Takes one, if there is one.  `limit` is that of the constructor: it is shared by many buckets.
  bool take(const RateLimit& limit, Clock::time_point now) {
    if (limit.per_second <= 0) return true;
    const std::chrono::duration<double> passed = now - at_;
    at_ = now;
    left_ = std::min(limit.burst, left_ + passed.count() * limit.per_second);
    if (left_ < 1) return false;
    left_ -= 1;
    return true;
  }

  // When it is full again it holds no memory of anything, and may be forgotten.
  bool is_full(const RateLimit& limit, Clock::time_point now) const {
    const std::chrono::duration<double> passed = now - at_;
    return left_ + passed.count() * limit.per_second >= limit.burst;
  }

 private:
  double left_;
  Clock::time_point at_;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_TOKEN_BUCKET_H_
