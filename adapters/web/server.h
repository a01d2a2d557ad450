// Server serves an Application over HTTP and WebSocket on one port.
//
//   verbatim::web::Server server({.listen = "127.0.0.1:0"}, application);
//   if (const auto error = server.start()) …say *error…
//   … http://127.0.0.1:<server.port()>/ …
//   server.stop();
//   server.wait();
#ifndef VERBATIM_ADAPTERS_WEB_SERVER_H_
#define VERBATIM_ADAPTERS_WEB_SERVER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "adapters/web/application.h"
#include "adapters/web/options.h"

namespace verbatim::web {

class Server {
 public:
  // `application` outlives the server.
  Server(ServerOptions options, Application& application);
  ~Server();  // cuts off what is still connected
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Binds, and serves from its own threads.  Returns nothing when all is well, or one
  // sentence that says what is wrong and what to do.  Call it once.
  [[nodiscard]] std::optional<std::string> start();

  // The port that is bound.  REQUIRES: start() went well.
  std::uint16_t port() const;

  // "http://127.0.0.1:8080/".  REQUIRES: start() went well.
  std::string address() const;

  // Stops accepting, closes WebSockets with 1001, lets requests under way finish, and
  // cuts off what is left after drain_timeout.  Returns at once.  From any thread.
  void stop();

  // Cuts off every connection at once.  After stop(), from any thread.
  void cut();

  // Returns when every connection has ended.  After stop().
  void wait();

  // Blocks SIGINT, SIGTERM and SIGHUP in the calling thread and the threads it starts, so that
  // run_until_signal() gets them.  Call it before start().
  static void hold_signals();

  // Calls `on_hangup` at each SIGHUP.  At SIGINT or SIGTERM calls `on_stop`, then stops; a second signal
  // cuts.  Returns when every connection has ended.  REQUIRES: hold_signals() was called.
  void run_until_signal(const std::function<void()>& on_hangup = {},
                        const std::function<void()>& on_stop = {});

 private:
  struct State;

  std::unique_ptr<State> state_;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_SERVER_H_
