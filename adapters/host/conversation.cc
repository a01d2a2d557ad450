#include "adapters/host/conversation.h"

#include <algorithm>
#include <utility>

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
  if (!said.choice.empty() && !knows_choice(said.choice)) return {Turn::Status::kUnknownChoice};
  const auto answer = reply(*site_.rulebook, session_, said, {});
  const auto seq = seq_.load(std::memory_order_relaxed) + 1;
  auto rendered = std::make_shared<const std::string>(render({seq, id, answer}));
  if (remembered_.size() >= limits_.remembered_replies) remembered_.erase(remembered_.begin());
  remembered_.push_back({std::string(id), seq, rendered});
  seq_.store(seq, std::memory_order_relaxed);
  return {Turn::Status::kAnswered, std::move(rendered)};
}

std::vector<Rendered> Conversation::replies_after(std::uint64_t seq) const {
  const std::lock_guard turn(mutex_);
  std::vector<Rendered> replies;
  for (const auto& one : remembered_)
    if (one.seq > seq) replies.push_back(one.rendered);
  return replies;
}

Conversation::Clock::time_point Conversation::last_used() const {
  return Clock::time_point(Clock::duration(last_used_.load(std::memory_order_relaxed)));
}

void Conversation::touch() {
  last_used_.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
}

const Conversation::Remembered* Conversation::find(std::string_view id) const {
  const auto found = std::find_if(remembered_.rbegin(), remembered_.rend(),
                                  [&](const Remembered& one) { return one.id == id; });
  return found == remembered_.rend() ? nullptr : &*found;
}

bool Conversation::knows_choice(std::string_view value) const {
  return site_.rulebook->find(value) ||
         std::find(session_.choices.begin(), session_.choices.end(), value) != session_.choices.end();
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
