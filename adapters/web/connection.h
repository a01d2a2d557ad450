// Connection is what a worker knows of each open socket: that it wants to be looked at now and then.
#ifndef VERBATIM_ADAPTERS_WEB_CONNECTION_H_
#define VERBATIM_ADAPTERS_WEB_CONNECTION_H_

#include <chrono>

namespace verbatim::web {

class Worker;

using Clock = std::chrono::steady_clock;

// Belongs to one worker from construction to destruction, and to its thread alone.
class Connection {
 public:
  explicit Connection(Worker& worker);
  virtual ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Ends the connection if one of its deadlines has passed.
  virtual void on_sweep(Clock::time_point now) = 0;

  // Ends the connection as its protocol says, when the server stops.
  virtual void on_stop() = 0;

  // Ends the connection at once.
  virtual void cut() = 0;

 protected:
  Worker& worker() const { return worker_; }

 private:
  friend class Worker;

  Worker& worker_;
  Connection* next_ = nullptr;
  Connection* previous_ = nullptr;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_CONNECTION_H_
