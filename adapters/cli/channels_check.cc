// verbatim channels check: what to paste at each platform, and whether the credentials are good.
#include <algorithm>
#include <chrono>
#include <future>
#include <iostream>

#include "adapters/cli/channels.h"
#include "adapters/cli/commands.h"
#include "adapters/host/site_loader.h"
#include "adapters/messaging/channel.h"
#include "adapters/messaging/web_client.h"

namespace verbatim::cli {
namespace {

constexpr std::chrono::seconds kTimeout{10};

messaging::WebResult send(messaging::WebClient& client, const messaging::Account& account,
                          messaging::Call call) {
  std::promise<messaging::WebResult> promise;
  messaging::find_channel(account.channel)->authorise(call, account);
  client.send(account.api_base, std::move(call), kTimeout,
              [&](messaging::WebResult result) { promise.set_value(std::move(result)); });
  return promise.get_future().get();
}

// Whether the platform took the credentials; says so.
bool try_credentials(messaging::WebClient& client, const messaging::Account& account) {
  const auto& channel = *messaging::find_channel(account.channel);
  auto probe = channel.probe(account);
  const bool can_send =
      std::ranges::all_of(channel.needs().outbound, [&](auto name) { return !account.secret(name).empty(); });
  if (!probe || !can_send) {
    std::cout << "  Answers go in the response: there are no credentials to try.\n";
    return true;
  }
  const auto call = *probe;
  const auto result = send(client, account, std::move(*probe));
  if (result.kind != messaging::WebResult::Kind::kAnswered) {
    std::cout << "  Credentials: " << account.api_base << " could not be reached.\n";
    return false;
  }
  const bool good = channel.classify(call, result.answer).kind == messaging::Outcome::Kind::kSent;
  std::cout << "  Credentials: " << (good ? "good" : "refused") << " (HTTP " << result.answer.status
            << ").\n";
  return good;
}

}  // namespace

int check_channels(const ChannelsOptions& options) {
  auto loaded = load_sites(options.rules);
  if (!loaded.ok()) {
    std::cerr << "verbatim channels: the rules in " << options.rules
              << " have mistakes; see `verbatim check`.\n";
    return kRulesBad;
  }
  const Host host(std::move(loaded.sites));
  const auto config = load_channels(options.file, host);
  if (!config) return kUsage;
  messaging::WebClient client;
  bool good = true;
  for (const auto& account : config->accounts) {
    std::cout << account.channel << (account.name.empty() ? "" : " " + account.name) << ", site "
              << account.site << '\n'
              << messaging::find_channel(account.channel)->setup(account);
    if (account.public_url.empty())
      std::cout << "  Set \"public_url\": the platform has to reach this server.\n";
    good = try_credentials(client, account) && good;
    std::cout << '\n';
  }
  return good ? kOk : kRulesBad;
}

}  // namespace verbatim::cli
