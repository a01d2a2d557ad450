// The listener accepts connections on one port and deals them out to the workers in turn.
#ifndef VERBATIM_ADAPTERS_WEB_LISTENER_H_
#define VERBATIM_ADAPTERS_WEB_LISTENER_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/web/worker.h"

namespace verbatim::web {

class Listener {
 public:
  using Workers = std::vector<std::unique_ptr<Worker>>;

  // Runs on the first worker.  `taken` counts open connections.  All arguments outlive the listener.
  Listener(const ServerOptions& options, Workers& workers, std::atomic<std::size_t>& taken);
  ~Listener();  // REQUIRES: the workers have ended

  // Binds and listens, before the workers start.  Returns what is wrong and what to do, or nothing.
  std::optional<std::string> open();

  std::uint16_t port() const;

  // Refuses new connections from now on.  From any thread.
  void stop();

 private:
  struct Acceptor;

  bool take_over();
  void wait();
  void accept_waiting();
  void hand_out(int descriptor);
  void back_off();

  const ServerOptions& options_;
  Workers& workers_;
  std::atomic<std::size_t>& taken_;
  std::size_t turn_ = 0;
  bool backing_off_ = false;
  std::unique_ptr<Acceptor> acceptor_;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_LISTENER_H_
