#include "adapters/web/serve.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <utility>

#include "adapters/web/server.h"

namespace verbatim::web {
namespace {

// Standard output belongs to the program; what the server notes goes to standard error.
void log_to_stderr() {
  constexpr auto* kName = "verbatim";
  auto logger = spdlog::get(kName);
  spdlog::set_default_logger(logger ? std::move(logger) : spdlog::stderr_logger_mt(kName));
}

}  // namespace

std::optional<std::string> serve(const ServeOptions& options, Host& host, std::vector<StaticFile> files,
                                 const std::function<void(const std::string& address)>& on_ready) {
  log_to_stderr();
  Server::hold_signals();
  ChatApplication application(host, std::move(files), options.chat);
  Server server(options.server, application);
  if (auto error = server.start()) return error;
  on_ready(server.address());
  server.run_until_signal();
  return std::nullopt;
}

}  // namespace verbatim::web
