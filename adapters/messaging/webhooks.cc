#include "adapters/messaging/webhooks.h"

#include <algorithm>
#include <utility>

#include "adapters/messaging/form.h"

namespace verbatim::messaging {
namespace {

constexpr std::size_t kMetaBytes = 4 * 1024 * 1024;  // up to 3 MB are documented
constexpr std::size_t kOtherBytes = 1024 * 1024;

bool is_meta(std::string_view channel) {
  return channel == "whatsapp" || channel == "messenger" || channel == "instagram";
}

}  // namespace

Webhooks::Webhooks(const std::vector<Account>& accounts, Intake& intake, Figures& figures, Now now)
    : accounts_(accounts), intake_(intake), figures_(figures), now_(std::move(now)) {}

const Account* Webhooks::find(std::string_view path) const {
  const auto found = std::find_if(accounts_.begin(), accounts_.end(),
                                  [&](const Account& one) { return !one.polls && one.path == path; });
  return found == accounts_.end() ? nullptr : &*found;
}

std::size_t Webhooks::most_bytes(std::string_view path) const {
  const auto* account = find(path);
  if (!account) return 0;
  return is_meta(account->channel) ? kMetaBytes : kOtherBytes;
}

WebReply Webhooks::handle(const WebRequest& request) {
  const auto* account = find(path_of_target(request.target));
  if (!account) return {.status = 404};
  if (request.method != "POST" && request.method != "GET") return {.status = 405};
  figures_.add(Figure::kRequests);
  const auto& channel = *find_channel(account->channel);
  if (!channel.verify(request, *account, now_())) {
    figures_.add(Figure::kRefused);
    if (observe_) observe_(*account, false, {});
    return {.status = channel.refusal_status(request)};
  }
  auto received = channel.receive(request, *account);
  if (observe_) observe_(*account, true, received);
  auto reply = received.reply;
  if (!take(*account, received, account->reply_in_response ? &reply : nullptr)) return {.status = 503};
  return reply;
}

// One response can answer one event only.
bool Webhooks::take(const Account& account, Received& received, WebReply* said) {
  if (received.malformed) figures_.add(Figure::kMalformed);
  figures_.add(Figure::kIgnored, received.ignored);
  figures_.add(Figure::kReceipts, received.receipts.size());
  auto& events = received.events;
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.sent < b.sent; });
  const bool in_response = said && events.size() == 1;
  for (const auto& event : events) {
    auto result = intake_.take(account, event, now_(), in_response);
    if (result.fate == Fate::kNotWritten) return false;
    if (in_response && result.said) *said = std::move(*result.said);
  }
  return true;
}

}  // namespace verbatim::messaging
