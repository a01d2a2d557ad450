// verbatim channels simulate: one message through the whole path, on loopback.
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <future>
#include <iostream>
#include <mutex>
#include <vector>

#include "adapters/cli/channels.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/webhook_front.h"
#include "adapters/host/site_loader.h"
#include "adapters/messaging/channel.h"
#include "adapters/messaging/memory_ledger.h"
#include "adapters/messaging/messengers.h"
#include "adapters/messaging/rehearsal.h"
#include "adapters/messaging/web_client.h"
#include "adapters/web/server.h"

namespace verbatim::cli {
namespace {

constexpr std::chrono::seconds kTimeout{10};

// The platform: takes every call, and keeps it.
class Platform final : public web::Application {
 public:
  void on_http(const web::HttpRequest& request, web::Respond respond) override {
    {
      const std::lock_guard lock(mutex_);
      calls_.push_back(std::string(request.path) + '\n' + std::string(request.body));
    }
    respond({.content_type = "application/json", .body = R"({"ok":true})"});
  }
  web::Admission on_websocket(const web::WebSocketRequest&) override {
    return {.endpoint = nullptr, .refusal = {.status = 404}};
  }
  std::size_t most_body_bytes(std::string_view) const override { return 1 << 20; }

  std::vector<std::string> calls() {
    const std::lock_guard lock(mutex_);
    return calls_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> calls_;
};

messaging::WebResult post(const std::string& base, messaging::Call call) {
  messaging::WebClient client;
  std::promise<messaging::WebResult> promise;
  client.send(base, std::move(call), kTimeout,
              [&](messaging::WebResult result) { promise.set_value(std::move(result)); });
  return promise.get_future().get();
}

// Two servers: the platform, and ours.
int run(const SimulateOptions& options, const Host& host, const std::string& site) {
  Platform platform;
  web::Server platform_server({.listen = "127.0.0.1:0", .threads = 1}, platform);
  if (const auto error = platform_server.start()) return std::cerr << *error << '\n', kCannotServe;
  const auto account = messaging::rehearsal_account(options.channel, site, platform_server.address());
  messaging::MemoryLedger ledger;
  messaging::Messengers messengers(host, ledger, {.accounts = {account}});
  messengers.start();
  WebhookFront front(messengers.webhooks(), platform);
  web::Server server({.listen = "127.0.0.1:0", .threads = 1}, front);
  if (const auto error = server.start()) return std::cerr << *error << '\n', kCannotServe;
  const auto result =
      post(server.address(), messaging::rehearsal_message(account, options.text, std::time(nullptr)));
  messengers.stop(kTimeout);
  std::cout << "acknowledged with " << result.answer.status << '\n';
  for (const auto& call : platform.calls()) std::cout << call << '\n';
  return result.answer.status == 200 && !platform.calls().empty() ? kOk : kRulesBad;
}

}  // namespace

int simulate_channel(const SimulateOptions& options) {
  if (!messaging::find_channel(options.channel)) {
    std::cerr << "verbatim channels: there is no channel " << options.channel << ".\n";
    return kUsage;
  }
  auto loaded = load_sites(options.channels.rules);
  if (!loaded.ok()) {
    std::cerr << "verbatim channels: the rules in " << options.channels.rules
              << " have mistakes; see `verbatim check`.\n";
    return kRulesBad;
  }
  const auto site = options.site.empty() ? loaded.sites.front().name : options.site;
  const Host host(std::move(loaded.sites));
  if (!host.find_site(site)) {
    std::cerr << "verbatim channels: there is no site " << site << ".\n";
    return kUsage;
  }
  return run(options, host, site);
}

}  // namespace verbatim::cli
