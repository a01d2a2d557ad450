#include "adapters/cli/channels.h"

#include <iostream>
#include <vector>

#include "adapters/cli/json_setting.h"

namespace verbatim::cli {

std::optional<messaging::ChannelsConfig> load_channels(const std::string& where, const Host& host) {
  const auto setting = read_json_setting("channels", where);
  if (!setting) return std::nullopt;
  std::vector<std::string> sites;
  for (const auto& [name, site] : host.sites()) sites.push_back(name);
  auto result = messaging::read_channels(setting->value, sites);
  if (print_errors(*setting, result.errors)) return std::nullopt;
  if (!result.config.test.clock.empty() || !result.config.test.trace.empty())
    std::cerr << "verbatim: \"test\" is set in " << setting->name
              << ": messages are written down. Not for real visitors.\n";
  return std::move(result.config);
}

}  // namespace verbatim::cli
