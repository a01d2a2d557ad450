// A JobQueue hands work to one thread, which takes all that waits at once.
#ifndef VERBATIM_ADAPTERS_STORE_JOB_QUEUE_H_
#define VERBATIM_ADAPTERS_STORE_JOB_QUEUE_H_

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace verbatim {

// Any thread may call any function; take() is for one.
template <class Job>
class JobQueue {
 public:
  explicit JobQueue(std::size_t most) : most_(most) {}

  // False when the queue is full or closed: the job is not taken, and stays with the caller.
  bool push(Job& job) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || jobs_.size() >= most_) return false;
      jobs_.push_back(std::move(job));
    }
    ready_.notify_one();
    return true;
  }

  // Waits for jobs, at most for `patience`, and moves them into `jobs`.  False once the queue is closed and
  // empty.
  bool take(std::vector<Job>& jobs, std::chrono::milliseconds patience) {
    jobs.clear();
    std::unique_lock lock(mutex_);
    ready_.wait_for(lock, patience, [this] { return closed_ || !jobs_.empty(); });
    jobs.swap(jobs_);
    return !closed_ || !jobs.empty();
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    ready_.notify_one();
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return jobs_.size();
  }

 private:
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  // State below is protected by mutex_.
  std::vector<Job> jobs_;
  bool closed_ = false;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_STORE_JOB_QUEUE_H_
