// serve() runs the chat server until it is told to stop: what `verbatim serve` does.
#ifndef VERBATIM_ADAPTERS_WEB_SERVE_H_
#define VERBATIM_ADAPTERS_WEB_SERVE_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/host/host.h"
#include "adapters/web/chat_application.h"
#include "adapters/web/options.h"

namespace verbatim::web {

struct ServeOptions {
  ServerOptions server = {};
  ChatOptions chat = {};
};

// Listens, calls `on_ready` once with the address ("http://127.0.0.1:8080/"), and returns
// when SIGINT or SIGTERM has stopped the server and every connection has ended.
// Nothing is returned when all went well, else one sentence: what is wrong and what to do.
// Call it before starting any thread of your own: they would have to block those signals.
std::optional<std::string> serve(const ServeOptions& options, Host& host, std::vector<StaticFile> files,
                                 const std::function<void(const std::string& address)>& on_ready);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_SERVE_H_
