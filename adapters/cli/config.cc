// verbatim config: is a configuration file sound, what are the settings, and the schema for editors.
#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/settings.h"

namespace verbatim::cli {

int config(const std::string& what, const std::string& file) {
  if (what == "schema") {
    std::cout << settings_schema().dump(2) << '\n';
    return kOk;
  }
  Settings settings;
  const auto problems = read_settings({.file = file, .variables = settings_in_environment()}, settings);
  for (const auto& problem : problems) std::cerr << problem << '\n';
  if (!problems.empty()) return kUsage;
  if (what == "show") std::cout << as_json(settings).dump(2) << '\n';
  if (what == "check") std::cout << "The settings are sound.\n";
  return kOk;
}

}  // namespace verbatim::cli
