#include "adapters/messaging/messengers.h"

#include <ctime>
#include <fstream>
#include <utility>

#include "adapters/messaging/poller.h"
#include "adapters/messaging/trace.h"
#include "adapters/messaging/web_client.h"

namespace verbatim::messaging {
namespace {

std::int64_t system_seconds() { return static_cast<std::int64_t>(std::time(nullptr)); }

Now clock_of(const TestSettings& test) {
  if (test.clock.empty()) return system_seconds;
  return [file = test.clock] {
    std::ifstream in(file);
    std::int64_t seconds = 0;
    return in >> seconds ? seconds : system_seconds();
  };
}

}  // namespace

// In the order in which they use each other; the client's thread ends first.
struct Messengers::Parts {
  Parts(const Host& host, Ledger& ledger, ChannelsConfig given, const SenderOptions& options)
      : config(std::move(given)),
        sender(
            client, route, ledger, figures, [this](const std::string& path) { return account(path); },
            options),
        intake(host, ledger, sender, figures),
        claims(ledger, intake, figures, clock_of(config.test)),
        webhooks(config.accounts, claims, figures, clock_of(config.test)) {
    if (config.test.trace.empty()) return;
    trace = std::make_unique<Trace>(config.test.trace);
    webhooks.observe([this](const auto&... what) { trace->request(what...); });
    intake.observe([this](const auto&... what) { trace->event(what...); });
  }

  const Account* account(const std::string& path) const {
    for (const auto& one : config.accounts)
      if (one.path == path) return &one;
    return nullptr;
  }

  const ChannelsConfig config;
  Figures figures;
  std::unique_ptr<Trace> trace;
  WebClient client;
  ChannelRoute route{client};
  Sender sender;
  Intake intake;
  Claims claims;
  Webhooks webhooks;
  std::vector<std::unique_ptr<Poller>> pollers;
};

Messengers::Messengers(const Host& host, Ledger& ledger, ChannelsConfig config, SenderOptions options)
    : parts_(std::make_unique<Parts>(host, ledger, std::move(config), options)) {}

Messengers::~Messengers() { parts_->client.stop(); }

void Messengers::start() {
  parts_->sender.resume();
  for (const auto& account : parts_->config.accounts) {
    if (!account.polls) continue;
    parts_->pollers.push_back(std::make_unique<Poller>(parts_->client, parts_->webhooks, account));
    parts_->pollers.back()->start();
  }
}

void Messengers::stop(std::chrono::milliseconds limit) { parts_->sender.drain(limit); }

Webhooks& Messengers::webhooks() { return parts_->webhooks; }

const Figures& Messengers::figures() const { return parts_->figures; }

const std::vector<Account>& Messengers::accounts() const { return parts_->config.accounts; }

}  // namespace verbatim::messaging
