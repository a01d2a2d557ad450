// A Worker is one thread with its own event loop and its own connections.
//
// A connection never leaves its worker, so nothing on the way of a message is
// locked.  Deadlines cost nothing per operation: one sweep looks at all
// connections of the worker a few times a second.
#ifndef VERBATIM_ADAPTERS_WEB_WORKER_H_
#define VERBATIM_ADAPTERS_WEB_WORKER_H_

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "adapters/web/application.h"
#include "adapters/web/connection.h"
#include "adapters/web/options.h"

namespace boost::asio {
class io_context;
}

namespace verbatim::web {

class Worker;

// Posts work to a worker from threads that may outlive it.
class Door {
 public:
  explicit Door(Worker& worker) : worker_(&worker) {}

  // From any thread: runs `work` on the worker's, or never when the worker has ended.
  void post(std::function<void()> work);

  // From a thread that a connection of the worker was handed to: whether it is the worker's own.
  bool is_here() const { return std::this_thread::get_id() == thread_; }

 private:
  friend class Worker;

  std::mutex mutex_;
  Worker* worker_;          // protected by mutex_; null when it has ended
  std::thread::id thread_;  // written before there are connections
};

class Worker {
 public:
  // Both arguments outlive the worker.
  Worker(const ServerOptions& options, Application& application);
  ~Worker();  // REQUIRES: join() has returned, or start() was not called
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // From any thread.
  void start();
  void stop();  // asks all connections to end, and cuts them off after drain_timeout
  void cut();   // cuts all connections off; after stop()
  void join();  // returns when the thread has ended
  void post(std::function<void()> work);
  const std::shared_ptr<Door>& door() const { return door_; }

  // From the worker's own thread.
  boost::asio::io_context& context();
  const ServerOptions& options() const { return options_; }
  Application& application() const { return application_; }
  Clock::time_point now() const { return now_; }  // as of the last sweep
  bool stopping() const { return stopping_; }

 private:
  friend class Connection;
  struct Loop;

  void add(Connection& connection);
  void remove(Connection& connection);
  void run();
  void schedule_sweep();
  void sweep();
  void begin_stop();
  void end_when_empty();
  template <class Visit>
  void for_each(Visit visit);

  const ServerOptions& options_;
  Application& application_;
  std::unique_ptr<Loop> loop_;
  const std::shared_ptr<Door> door_;

  // State below belongs to the worker's thread.
  Clock::time_point now_ = Clock::now();
  Clock::time_point drain_deadline_ = Clock::time_point::max();
  Connection* first_ = nullptr;
  Connection* next_visited_ = nullptr;
  bool stopping_ = false;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_WORKER_H_
