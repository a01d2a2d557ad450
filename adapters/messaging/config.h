// Reads the object "channels" of the server's configuration.
//
//   { "public_url": "https://bot.example.com",
//     "accounts": [ { "channel": "telegram", "name": "clinicbot", "site": "microneedling",
//                     "secret_token": { "env": "TELEGRAM_SECRET" }, "token": { "file":
//                     "/run/secrets/telegram" } } ] }
//
// A secret never stands in the configuration itself: it says where the secret is.
#ifndef VERBATIM_ADAPTERS_MESSAGING_CONFIG_H_
#define VERBATIM_ADAPTERS_MESSAGING_CONFIG_H_

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/messaging/account.h"

namespace verbatim::messaging {

// For tests only: it makes the server believe another clock, and write down what people said.
struct TestSettings {
  std::string clock = {};  // file with the seconds since 1970
  std::string trace = {};  // file that gets a line of JSON for each request and event
};

struct ChannelsConfig {
  std::vector<Account> accounts = {};
  TestSettings test = {};
};

struct ConfigResult {
  ChannelsConfig config = {};
  std::vector<std::string> errors = {};  // "/accounts/0/token: …", each with what to do; empty: all is well
};

// `sites` are the names an account may be for; where there is one only, it need not be named.
// Reads environment variables and files that the object names.
ConfigResult read_channels(const nlohmann::json& object, const std::vector<std::string>& sites);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_CONFIG_H_
