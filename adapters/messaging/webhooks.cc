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

Webhooks::Webhooks(const std::vector<Account>& accounts, Claims& claims, Figures& figures, Now now)
    : accounts_(accounts), claims_(claims), figures_(figures), now_(std::move(now)) {}

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

void Webhooks::handle(const WebRequest& request, Respond respond) {
  const auto* account = find(path_of_target(request.target));
  if (!account) return respond({.status = 404});
  if (request.method != "POST" && request.method != "GET") return respond({.status = 405});
  figures_.add(Figure::kRequests);
  const auto& channel = *find_channel(account->channel);
  if (!channel.verify(request, *account, now_())) {
    figures_.add(Figure::kRefused);
    if (observe_) observe_(*account, false, {});
    return respond({.status = channel.refusal_status(request)});
  }
  auto received = channel.receive(request, *account);
  if (observe_) observe_(*account, true, received);
  auto reply = received.reply;
  claim(*account, std::move(received), account->reply_in_response,
        [reply = std::move(reply), respond = std::move(respond)](bool kept,
                                                                 const std::optional<WebReply>& said) {
          if (!kept) return respond({.status = 503});
          respond(said.value_or(reply));
        });
}

void Webhooks::take(const Account& account, Received received, std::function<void(bool taken)> taken) {
  claim(account, std::move(received), false,
        [taken = std::move(taken)](bool kept, const std::optional<WebReply>&) { taken(kept); });
}

void Webhooks::claim(const Account& account, Received received, bool in_response, Claims::Done done) {
  if (received.malformed) figures_.add(Figure::kMalformed);
  figures_.add(Figure::kIgnored, received.ignored);
  figures_.add(Figure::kReceipts, received.receipts.size());
  auto& events = received.events;
  if (events.empty()) return done(true, std::nullopt);
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.sent < b.sent; });
  claims_.take(account, std::move(events), in_response, std::move(done));
}

}  // namespace verbatim::messaging
