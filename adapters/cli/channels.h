// The messengers of a server: their configuration, and the commands of `verbatim channels`.
#ifndef VERBATIM_ADAPTERS_CLI_CHANNELS_H_
#define VERBATIM_ADAPTERS_CLI_CHANNELS_H_

#include <optional>
#include <string>

#include "adapters/host/host.h"
#include "adapters/messaging/config.h"

namespace verbatim::cli {

// The configuration in a file, or written out as JSON; nothing after its mistakes have been printed to
// standard error.
std::optional<messaging::ChannelsConfig> load_channels(const std::string& where, const Host& host);

struct ChannelsOptions {
  std::string rules = "rules";
  std::string file = {};
};

// Says what each account needs at its platform, and tries its credentials there: kOk when all are good.
int check_channels(const ChannelsOptions& options);

struct SimulateOptions {
  ChannelsOptions channels = {};
  std::string channel = {};  // "telegram"
  std::string text = {};
  std::string site = {};  // empty for the first
};

// Sends one message through the whole path of a running server on a loopback port, with a platform that
// answers on another, and prints what the visitor would see.
int simulate_channel(const SimulateOptions& options);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_CHANNELS_H_
