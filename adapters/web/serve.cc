#include "adapters/web/serve.h"

#include <systemd/sd-daemon.h>

#include <utility>

#include "adapters/web/server.h"

namespace verbatim::web {

std::optional<std::string> serve(const ServeOptions& options, Host& host, Metrics& metrics,
                                 std::vector<StaticFile> files, const ServeHooks& hooks) {
  ChatApplication application(host, metrics, std::move(files), options.chat);
  if (!application.error().empty()) return application.error();
  Server server(options.server, options.front ? options.front(application) : application);
  if (auto error = server.start()) return error;
  ::sd_notify(0, "READY=1");
  hooks.on_ready(server.address());
  server.run_until_signal(hooks.on_hangup, [] { ::sd_notify(0, "STOPPING=1"); });
  return std::nullopt;
}

}  // namespace verbatim::web
