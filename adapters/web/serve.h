// serve() runs the chat server until it is told to stop: what `verbatim serve` does.
#ifndef VERBATIM_ADAPTERS_WEB_SERVE_H_
#define VERBATIM_ADAPTERS_WEB_SERVE_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/host/host.h"
#include "adapters/web/chat_application.h"
#include "adapters/web/metrics.h"
#include "adapters/web/options.h"

namespace verbatim::web {

struct ServeOptions {
  ServerOptions server = {};
  ChatOptions chat = {};
  // Gives what stands before the chat and gets every request first; it passes on what is not its own.
  std::function<Application&(Application& chat)> front = {};
};

struct ServeHooks {
  std::function<void(const std::string& address)> on_ready;  // once: "http://127.0.0.1:8080/"
  std::function<void()> on_hangup;                           // at each SIGHUP
};

// Listens and returns when SIGINT or SIGTERM has stopped the server and every connection has ended.
// A service manager is told of both (sd_notify), and may have opened the port (socket activation).
// Nothing is returned when all went well, else one sentence: what is wrong and what to do.
// REQUIRES: Server::hold_signals() was called before any thread was started.
std::optional<std::string> serve(const ServeOptions& options, Host& host, Metrics& metrics,
                                 std::vector<StaticFile> files, const ServeHooks& hooks);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_SERVE_H_
