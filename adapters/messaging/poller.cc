#include "adapters/messaging/poller.h"

#include "adapters/messaging/telegram.h"

namespace verbatim::messaging {
namespace {

constexpr int kWaitSeconds = 50;
constexpr std::chrono::seconds kTimeout{kWaitSeconds + 15};
constexpr std::chrono::seconds kPause{5};  // after a failure

}  // namespace

Poller::Poller(WebClient& client, Webhooks& webhooks, const Account& account)
    : client_(client), webhooks_(webhooks), account_(account) {}

void Poller::start() {
  client_.post([this] { ask(); });
}

void Poller::ask() {
  auto call = Telegram::poll(offset_, kWaitSeconds);
  find_channel(account_.channel)->authorise(call, account_);
  client_.send(account_.api_base, std::move(call), kTimeout,
               [this](const WebResult& result) { on_result(result); });
}

void Poller::on_result(const WebResult& result) {
  auto updates = result.kind == WebResult::Kind::kAnswered ? Telegram::read_updates(result.answer, account_)
                                                           : std::nullopt;
  if (!updates) return client_.after(kPause, [this] { ask(); });
  webhooks_.take(account_, std::move(updates->received),
                 [this, &client = client_, next = updates->next](bool taken) {
                   client.post([this, next, taken] { on_taken(next, taken); });
                 });
}

// What could not be written down is asked for again.
void Poller::on_taken(std::int64_t next, bool taken) {
  if (taken && next > 0) offset_ = next;
  if (taken) return ask();
  client_.after(kPause, [this] { ask(); });
}

}  // namespace verbatim::messaging
