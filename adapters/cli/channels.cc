#include "adapters/cli/channels.h"

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <vector>

namespace verbatim::cli {
namespace {

std::optional<nlohmann::json> read_file(const std::string& file) {
  std::ifstream in(file);
  if (!in) {
    std::cerr << file << ": error: cannot be read\n";
    return std::nullopt;
  }
  try {
    return nlohmann::json::parse(in, nullptr, true, /*ignore_comments=*/true);
  } catch (const nlohmann::json::exception& mistake) {
    std::cerr << file << ": error: " << mistake.what() << '\n';
    return std::nullopt;
  }
}

}  // namespace

std::optional<messaging::ChannelsConfig> load_channels(const std::string& file, const Host& host) {
  const auto object = read_file(file);
  if (!object) return std::nullopt;
  std::vector<std::string> sites;
  for (const auto& [name, site] : host.sites()) sites.push_back(name);
  auto result = messaging::read_channels(*object, sites);
  for (const auto& error : result.errors) std::cerr << file << ": error: " << error << '\n';
  if (!result.errors.empty()) return std::nullopt;
  if (!result.config.test.clock.empty() || !result.config.test.trace.empty())
    std::cerr << "verbatim: \"test\" is set in " << file
              << ": messages are written down. Not for real visitors.\n";
  return std::move(result.config);
}

}  // namespace verbatim::cli
