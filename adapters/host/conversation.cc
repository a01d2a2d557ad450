#include "adapters/host/conversation.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "adapters/host/today.h"

namespace verbatim {

Conversation::Conversation(const Token& token, const Site& site, const TurnLimits& limits, std::string locale)
    : token_(token), site_(site), limits_(limits), allowance_(limits.burst), allowance_at_(Clock::now()) {
  session_.locale = std::move(locale);
  touch();
}

Turn Conversation::say(std::string_view id, std::string_view text, Render render) {
  return take_turn(id, {.text = text}, render);
}

Turn Conversation::choose(std::string_view id, std::string_view value, Render render) {
  return take_turn(id, {.choice = value}, render);
}

// A repeated id comes first: it costs nothing and must never be refused.
Turn Conversation::take_turn(std::string_view id, const Utterance& said, Render render) {
  const std::lock_guard turn(mutex_);
  touch();
  if (const auto* before = find(id)) return {Turn::Status::kRepeated, before->rendered};
  if (!within_rate()) return {Turn::Status::kTooFast};
  const auto rulebook = site_.rulebook();
  if (!said.choice.empty() && !knows_choice(*rulebook, said.choice) && !was_offered(said.choice))
    return {Turn::Status::kUnknownChoice};
  const auto day = today();
  const auto answer = reply(*rulebook, session_, said, {.today = day});
  const auto seq = seq_.load(std::memory_order_relaxed) + 1;
  auto text = render({seq, id, answer});
  text.shrink_to_fit();  // it stays
  auto rendered = std::make_shared<const std::string>(std::move(text));
  remember(id, rendered);
  return {Turn::Status::kAnswered, std::move(rendered)};
}

std::vector<Rendered> Conversation::replies_after(std::uint64_t seq) const {
  const std::lock_guard turn(mutex_);
  const auto last = seq_.load(std::memory_order_relaxed);
  std::vector<Rendered> replies;
  for (auto next = std::max(seq, last - remembered_.size()); next < last; ++next)
    replies.push_back(remembered_[next % limits_.remembered_replies].rendered);
  return replies;
}

Conversation::Clock::time_point Conversation::last_used() const {
  return Clock::time_point(Clock::duration(last_used_.load(std::memory_order_relaxed)));
}

void Conversation::touch() {
  last_used_.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
}

const Conversation::Remembered* Conversation::find(std::string_view id) const {
  const auto hash = std::hash<std::string_view>{}(id);
  const auto same = [&](const Remembered& one) { return one.hash == hash && one.id == id; };
  const auto found = std::find_if(remembered_.begin(), remembered_.end(), same);
  return found == remembered_.end() ? nullptr : &*found;
}

// The newest takes the place of the oldest.
void Conversation::remember(std::string_view id, Rendered rendered) {
  const auto seq = seq_.load(std::memory_order_relaxed);
  const auto place = seq % limits_.remembered_replies;
  if (place == remembered_.size()) remembered_.emplace_back();
  remembered_[place] = {std::hash<std::string_view>{}(id), std::string(id), std::move(rendered)};
  seq_.store(seq + 1, std::memory_order_relaxed);
}

// A button may lead to a rule that was taken away since: then the clinic says that it does not know.
bool Conversation::was_offered(std::string_view value) const {
  return std::find(session_.choices.begin(), session_.choices.end(), value) != session_.choices.end();
}

// A bucket that holds `burst` messages and fills by `messages_per_second`.
bool Conversation::within_rate() {
  if (limits_.messages_per_second <= 0) return true;
  const auto now = last_used();
  const std::chrono::duration<double> passed = now - allowance_at_;
  allowance_at_ = now;
  allowance_ = std::min(limits_.burst, allowance_ + passed.count() * limits_.messages_per_second);
  if (allowance_ < 1) return false;
  allowance_ -= 1;
  return true;
}

}  // namespace verbatim
