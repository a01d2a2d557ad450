#include "adapters/web/serve.h"

#include <utility>

#include "adapters/web/server.h"

namespace verbatim::web {

std::optional<std::string> serve(const ServeOptions& options, Host& host, std::vector<StaticFile> files,
                                 const std::function<void(const std::string& address)>& on_ready) {
  Server::hold_signals();
  ChatApplication application(host, std::move(files), options.chat);
  Server server(options.server, application);
  if (auto error = server.start()) return error;
  on_ready(server.address());
  server.run_until_signal();
  return std::nullopt;
}

}  // namespace verbatim::web
