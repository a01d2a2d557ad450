// verbatim erase: a running server forgets a conversation, in memory and in its store.
#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/web/get.h"

namespace verbatim::cli {

int erase(const EraseOptions& options) {
  auto session = options.session;
  if (session == "-") std::getline(std::cin, session);
  const auto got =
      web::remove(options.server, "/v1/" + options.site + "/session", session, std::chrono::seconds(10));
  if (got.status == 204) {
    std::cout << "Erased.\n";
    return kOk;
  }
  std::cerr << "verbatim erase: ";
  switch (got.status) {
    case 404:
      std::cerr << options.server << " has no site " << options.site << ".\n";
      return kUsage;
    case 410:
      std::cerr << "There is no such conversation (any more).\n";
      return kUsage;
    default:
      std::cerr << (got.error.empty() ? "The server could not erase it: try again after a while." : got.error)
                << '\n';
      return kCannotServe;
  }
}

}  // namespace verbatim::cli
