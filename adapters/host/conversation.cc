#include "adapters/host/conversation.h"

#include <algorithm>
#include <utility>

#include "adapters/host/masking.h"
#include "adapters/host/today.h"

namespace verbatim {
namespace {

constexpr std::chrono::hours kFeedbackKeptFor{24 * 366};

Instant wall_clock() { return std::chrono::system_clock::now(); }

bool is_miss(const Reply& reply) {
  return reply.kind == ReplyKind::kFallback || reply.kind == ReplyKind::kClarify;
}

}  // namespace

Conversation::Conversation(const Token& token, const Site& site, const ConversationHome& home,
                           std::string locale)
    : token_(token),
      site_(site),
      home_(home),
      log_(home.limits.remembered_replies),
      allowance_(home.limits.messages, Clock::now()) {
  session_.locale = std::move(locale);
  touch();
}

Conversation::Conversation(const Token& token, const Site& site, const ConversationHome& home,
                           KeptConversation kept)
    : token_(token),
      site_(site),
      home_(home),
      turns_(kept.seq),
      session_(session_from_json(kept.session).value_or(Session{})),
      log_(home.limits.remembered_replies, kept.seq, std::move(kept.replies)),
      allowance_(home.limits.messages, Clock::now()) {
  touch();
}

Turn Conversation::take(const Said& said, Render render, const Later& later, const Listener* asking) {
  std::unique_lock turn(mutex_);
  touch();
  const auto rulebook = site_.rulebook();
  if (auto refusal = refuse(said, *rulebook)) return std::move(*refusal);
  auto before = home_.store.durable() ? std::optional(session_) : std::nullopt;
  const auto began = Clock::now();
  const auto day = today();
  const auto answer = reply(*rulebook, session_, {.text = said.text, .choice = said.choice}, {.today = day});
  observe(said, answer, began);
  auto text = render(answer);
  text.shrink_to_fit();  // it stays
  KeptReply next{.id = said.id,
                 .text = std::make_shared<const std::string>(std::move(text)),
                 .rule = std::string(answer.rule())};
  if (before) return keep(std::move(turn), std::move(*before), std::move(next), later);
  log_.add(std::move(next));
  turns_.store(log_.seq(), std::memory_order_relaxed);
  Turn done{Turn::Status::kAnswered, *log_.find(log_.seq())};
  turn.unlock();
  tell_listeners(asking);
  return done;
}

// A repeated id comes first: it costs nothing and must never be refused.
std::optional<Turn> Conversation::refuse(const Said& said, const Rulebook& rulebook) {
  if (erased_) return Turn{Turn::Status::kErased};
  if (const auto* known = log_.find(said.id)) return Turn{Turn::Status::kRepeated, *known};
  if (pending_) return Turn{Turn::Status::kBusy};
  if (!allowance_.take(home_.limits.messages, last_used())) return Turn{Turn::Status::kTooFast};
  if (!said.choice.empty() && !knows_choice(rulebook, said.choice) && !was_offered(said.choice))
    return Turn{Turn::Status::kUnknownChoice};
  return std::nullopt;
}

Turn Conversation::keep(std::unique_lock<std::mutex> turn, Session before, KeptReply reply,
                        const Later& later) {
  reply.key = key_of(*reply.text);
  KeptConversation kept{.site = site_.name(),
                        .session = to_json(session_),
                        .seq = log_.seq() + 1,
                        .replies = log_.with(reply),
                        .expires = wall_clock() + site_.retention()};
  pending_ = std::make_unique<Pending>(Pending{std::move(before), std::move(reply), later});
  turn.unlock();
  home_.store.save(to_text(token_), std::move(kept),
                   [self = shared_from_this()](bool durable) { self->settle(durable); });
  return {Turn::Status::kPending};
}

void Conversation::settle(bool kept) {
  std::unique_lock turn(mutex_);
  const auto pending = std::move(pending_);
  Turn done{kept ? Turn::Status::kAnswered : Turn::Status::kNotKept, {log_.seq() + 1, pending->reply}};
  if (erased_) {
    done = {Turn::Status::kErased};
  } else if (kept) {
    log_.add(pending->reply);
    turns_.store(log_.seq(), std::memory_order_relaxed);
  } else {
    session_ = std::move(pending->before);
  }
  turn.unlock();
  pending->later(std::move(done));
  tell_listeners(nullptr);
}

// Of a question that found no answer staff may see the words, masked, where the clinic has asked for it.
void Conversation::observe(const Said& said, const Reply& reply, Clock::time_point began) const {
  if (home_.observer) {
    home_.observer->on_turn({.site = site_.name(),
                             .session = to_text(token_),
                             .seq = log_.seq() + 1,
                             .reply = reply,
                             .took = Clock::now() - began});
  }
  const auto kept_for = site_.unanswered_kept_for();
  if (kept_for.count() == 0 || said.text.empty() || !is_miss(reply)) return;
  const auto now = wall_clock();
  home_.store.note({.kind = Note::Kind::kUnanswered,
                    .site = site_.name(),
                    .subject = masked(said.text),
                    .at = now,
                    .expires = now + kept_for});
}

std::vector<NumberedReply> Conversation::replies_after(std::uint64_t seq) const {
  const std::lock_guard turn(mutex_);
  return log_.after(seq);
}

std::uint64_t Conversation::last_seq() const {
  const std::lock_guard turn(mutex_);
  return log_.seq();
}

bool Conversation::rate(std::uint64_t seq, bool helpful) {
  const std::lock_guard turn(mutex_);
  const auto* rated = log_.find(seq);
  if (!rated) return false;
  if (std::ranges::find(rated_, seq) != rated_.end()) return true;
  rated_.push_back(seq);
  const auto now = wall_clock();
  home_.store.note({.kind = Note::Kind::kFeedback,
                    .site = site_.name(),
                    .subject = rated->reply.rule,
                    .detail = helpful ? "helpful" : "not helpful",
                    .at = now,
                    .expires = now + kFeedbackKeptFor});
  return true;
}

void Conversation::erase(std::function<void(bool)> done) {
  {
    const std::lock_guard turn(mutex_);
    erased_ = true;
    session_ = {};
    log_.clear();
  }
  home_.store.erase(to_text(token_), std::move(done));
  tell_listeners(nullptr);
}

bool Conversation::erased() const {
  const std::lock_guard turn(mutex_);
  return erased_;
}

void Conversation::add_listener(std::weak_ptr<Listener> listener) {
  const std::lock_guard turn(mutex_);
  std::erase_if(listeners_, [](const auto& one) { return one.expired(); });
  listeners_.push_back(std::move(listener));
}

// Outside the lock: a listener may hold locks of its own.
void Conversation::tell_listeners(const Listener* except) {
  std::vector<std::shared_ptr<Listener>> all;
  {
    const std::lock_guard turn(mutex_);
    if (listeners_.size() == 1 && listeners_.front().lock().get() == except) return;
    for (const auto& one : listeners_)
      if (auto listener = one.lock(); listener && listener.get() != except)
        all.push_back(std::move(listener));
  }
  for (const auto& listener : all) listener->on_news();
}

Conversation::Clock::time_point Conversation::last_used() const {
  return Clock::time_point(Clock::duration(last_used_.load(std::memory_order_relaxed)));
}

void Conversation::touch() {
  last_used_.store(Clock::now().time_since_epoch().count(), std::memory_order_relaxed);
}

// A button may lead to a rule that was taken away since: then the clinic says that it does not know.
bool Conversation::was_offered(std::string_view value) const {
  return std::find(session_.choices.begin(), session_.choices.end(), value) != session_.choices.end();
}

}  // namespace verbatim
