#include "adapters/messaging/sender.h"

#include <algorithm>
#include <utility>

namespace verbatim::messaging {

Sender::Sender(WebClient& client, Route& route, Ledger& ledger, Figures& figures, FindAccount find,
               SenderOptions options)
    : client_(client),
      route_(route),
      ledger_(ledger),
      figures_(figures),
      find_(std::move(find)),
      options_(options) {}

// A call that was under way when the program ended may have arrived.
void Sender::resume() {
  std::vector<Outgoing> again;
  for (auto& call : ledger_.waiting()) {
    if (call.begun && !call.call.repeatable) {
      ledger_.end(call.id, Ending::kUnknown);
      figures_.add(Figure::kUnknown);
    } else {
      again.push_back(std::move(call));
    }
  }
  add(std::move(again));
}

void Sender::add(std::vector<Outgoing> calls) {
  if (calls.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& call : calls) ++pending_[call.conversation];
  }
  client_.post([this, calls = std::move(calls)]() mutable {
    for (auto& call : calls) enter(std::move(call));
  });
}

bool Sender::is_idle(const std::string& conversation) const {
  const std::lock_guard lock(mutex_);
  return !pending_.contains(conversation);
}

bool Sender::drain(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  return emptied_.wait_for(lock, limit, [this] { return pending_.empty(); });
}

void Sender::enter(Outgoing call) {
  const auto conversation = call.conversation;
  lanes_[conversation].calls.push_back(std::move(call));
  go_on(conversation);
}

void Sender::go_on(const std::string& conversation) {
  const auto found = lanes_.find(conversation);
  if (found == lanes_.end() || found->second.busy) return;
  auto& lane = found->second;
  if (lane.calls.empty()) {
    lanes_.erase(found);
    return;
  }
  lane.busy = true;
  const auto* account = find_(lane.calls.front().account);
  if (!account) return finish(conversation, Ending::kUndeliverable);  // it was taken out of the configuration
  const auto pace = route_.pace(*account);
  const auto now = Clock::now();
  const auto wait = std::max(wait_for(lane.bucket, pace.per_peer, pace.burst, now),
                             wait_for(accounts_[account->path], pace.per_account, pace.per_account, now));
  if (wait > Clock::duration::zero()) return pause(conversation, lane, wait);
  begin(conversation, lane, *account);
}

// How long until the bucket holds a call again; takes one when it does.
Sender::Clock::duration Sender::wait_for(Bucket& bucket, double per_second, double burst,
                                         Clock::time_point now) {
  if (per_second <= 0) return {};
  if (!bucket.begun) bucket = {std::max(1.0, burst), now, true};
  const std::chrono::duration<double> passed = now - bucket.at;
  bucket.left = std::min(std::max(1.0, burst), bucket.left + passed.count() * per_second);
  bucket.at = now;
  if (bucket.left < 1)
    return std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>((1 - bucket.left) / per_second));
  bucket.left -= 1;
  return {};
}

void Sender::begin(const std::string& conversation, Lane& lane, const Account& account) {
  const auto& first = lane.calls.front();
  if (lane.tries == 0) lane.first_try = Clock::now();
  if (!ledger_.begin(first.id)) return pause(conversation, lane, options_.first_pause);
  if (lane.tries++ > 0) figures_.add(Figure::kRetried);
  route_.send(account, first.call, options_.timeout,
              [this, conversation](const WebResult& result) { on_result(conversation, result); });
}

Outcome Sender::judge(const Outgoing& call, const WebResult& result) const {
  using Kind = Outcome::Kind;
  if (result.kind == WebResult::Kind::kNotMade) return {.kind = Kind::kLater};
  if (result.kind == WebResult::Kind::kLost)
    return {.kind = call.call.repeatable ? Kind::kLater : Kind::kUnknown};
  const auto* account = find_(call.account);
  return account ? route_.classify(*account, call.call, result.answer) : Outcome{.kind = Kind::kNever};
}

void Sender::on_result(const std::string& conversation, const WebResult& result) {
  auto& lane = lanes_[conversation];
  const auto outcome = judge(lane.calls.front(), result);
  switch (outcome.kind) {
    case Outcome::Kind::kSent:
      return finish(conversation, Ending::kSent);
    case Outcome::Kind::kNever:
      return finish(conversation, Ending::kUndeliverable);
    case Outcome::Kind::kUnknown:
      return finish(conversation, Ending::kUnknown);
    case Outcome::Kind::kLater:
      break;
  }
  const auto wait =
      std::max<Clock::duration>(std::chrono::milliseconds(outcome.wait_ms), back_off(lane.tries));
  const bool given_up = Clock::now() + wait - lane.first_try > options_.patience;
  if (given_up || lane.calls.front().call.minor) return finish(conversation, Ending::kUndeliverable);
  ledger_.put_back(lane.calls.front().id);
  pause(conversation, lane, wait);
}

void Sender::pause(const std::string& conversation, Lane&, Clock::duration least) {
  client_.after(std::chrono::ceil<std::chrono::milliseconds>(least), [this, conversation] {
    lanes_[conversation].busy = false;
    go_on(conversation);
  });
}

void Sender::finish(const std::string& conversation, Ending ending) {
  auto& lane = lanes_[conversation];
  const auto call = std::move(lane.calls.front());
  lane.calls.pop_front();
  lane.busy = false;
  lane.tries = 0;
  ledger_.end(call.id, ending);
  if (!call.call.minor)
    figures_.add(ending == Ending::kSent      ? Figure::kSent
                 : ending == Ending::kUnknown ? Figure::kUnknown
                                              : Figure::kUndeliverable);
  {
    const std::lock_guard lock(mutex_);
    const auto found = pending_.find(conversation);
    if (found != pending_.end() && --found->second == 0) pending_.erase(found);
    if (pending_.empty()) emptied_.notify_all();
  }
  client_.post([this, conversation] { go_on(conversation); });
}

// Full jitter: many conversations that failed together do not come back together.
Sender::Clock::duration Sender::back_off(int tries) {
  const auto doubled = options_.first_pause * (1 << std::min(tries - 1, 12));
  const auto most = std::min<std::chrono::milliseconds>(options_.longest_pause, doubled);
  return std::chrono::milliseconds(
      std::uniform_int_distribution<std::int64_t>(most.count() / 4, most.count())(random_));
}

}  // namespace verbatim::messaging
