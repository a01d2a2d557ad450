// verbatim status: which rules a running server serves, and what is wrong with the files.
#include <iostream>
#include <nlohmann/json.hpp>

#include "adapters/cli/commands.h"
#include "adapters/cli/terminal.h"
#include "adapters/web/get.h"

namespace verbatim::cli {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds kPatience{5};

// One line a site; gives whether its files are sound.
bool print(const json& site) {
  const auto mistakes = site.value("mistakes", 0);
  std::cout << site.value("site", "") << "  revision " << site.value("revision", "") << ", published "
            << site.value("published", 0) << (site.value("published", 0) == 1 ? " time" : " times")
            << " since the start\n";
  if (mistakes == 0) return true;
  std::cout << red("  " + std::to_string(mistakes) + (mistakes == 1 ? " mistake" : " mistakes") +
                   " in the files: the last good rules are served")
            << "\n  " << site.value("first_mistake", "") << '\n';
  return false;
}

}  // namespace

int status(const std::string& server) {
  const auto got = web::get(server, "/healthz", kPatience);
  const auto health = json::parse(got.body, nullptr, /*allow_exceptions=*/false);
  if (got.status != 200 || !health.is_object() || !health.contains("rules")) {
    std::cerr << "verbatim status: " << server << ": "
              << (got.error.empty() ? "This is no verbatim server." : got.error) << '\n';
    return kCannotServe;
  }
  bool sound = true;
  for (const auto& site : health["rules"]) sound = print(site) && sound;
  return sound ? kOk : kRulesBad;
}

}  // namespace verbatim::cli
