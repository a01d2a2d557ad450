#include "adapters/host/conversation.h"

#include <algorithm>
#include <utility>

#include "adapters/host/today.h"
#include "adapters/host/turn_notes.h"

namespace verbatim {
namespace {

constexpr std::chrono::hours kFeedbackKeptFor{24 * 366};

Instant wall_clock() { return std::chrono::system_clock::now(); }

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
  const auto answer = this->answer(said, *rulebook);
  observe(said, answer, began);
  auto text = render(answer);
  text.shrink_to_fit();  // it stays
  KeptReply next{.seq = log_.seq() + 1,
                 .id = said.id,
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

// A reply that could not be kept is asked for again by the same visitor: staff are told once.
Reply Conversation::answer(const Said& said, const Rulebook& rulebook) {
  const auto day = today();
  const bool hands_over = can_hand_over(home_.desk, rulebook);
  const auto seconds = std::chrono::system_clock::to_time_t(wall_clock());
  const auto now = hands_over ? clinic_time(rulebook.clinic(), seconds) : std::string{};
  auto answer = reply(rulebook, session_, {.text = said.text, .choice = said.choice},
                      {.today = day, .now = now, .can_hand_over = hands_over});
  if (!hands_over) return answer;
  const auto name = to_text(token_);
  if (rulebook.clinic().handoff->share_words && !said.text.empty() && answer.handoff == HandoffStep::kNone)
    home_.recent_words.add(name, said.text);
  if (answer.handoff != HandoffStep::kNone)
    hand_over(*home_.desk,
              {.name = name,
               .site = site_.name(),
               .channel = "web",
               .words = home_.recent_words.of(name),
               .at = seconds},
              rulebook, session_, answer);
  return answer;
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
  KeptTurn kept{.site = site_.name(),
                .session = to_json(session_),
                .reply = reply,
                .expires = wall_clock() + site_.retention()};
  pending_ = std::make_unique<Pending>(Pending{std::move(before), std::move(reply), later});
  turn.unlock();
  home_.store.save(to_text(token_), std::move(kept),
                   [self = shared_from_this()](Store::Saved saved) { self->settle(saved); });
  return {Turn::Status::kPending};
}

void Conversation::settle(Store::Saved saved) {
  std::unique_lock turn(mutex_);
  const auto pending = std::move(pending_);
  Turn done{erased_ ? Turn::Status::kErased : Turn::Status::kAnswered, pending->reply};
  if (saved == Store::Saved::kDurable && !erased_) {
    log_.add(pending->reply);
    turns_.store(log_.seq(), std::memory_order_relaxed);
  } else if (!erased_) {
    session_ = std::move(pending->before);
    done.status = Turn::Status::kNotKept;
  }
  turn.unlock();
  if (saved != Store::Saved::kStale) return finish(std::move(done), pending->later);
  home_.store.load(to_text(token_), home_.limits.remembered_replies,
                   [self = shared_from_this(), later = pending->later](bool readable,
                                                                       std::optional<KeptConversation> kept) {
                     if (readable) self->refresh(std::move(kept));
                     self->finish({readable ? Turn::Status::kStale : Turn::Status::kNotKept}, later);
                   });
}

void Conversation::finish(Turn turn, const Later& later) {
  later(std::move(turn));
  tell_listeners(nullptr);
}

void Conversation::refresh(std::optional<KeptConversation> kept) {
  const std::lock_guard turn(mutex_);
  if (!kept) {
    erased_ = erased_ || log_.seq() > 0;
  } else if (kept->seq > log_.seq() && !pending_) {
    session_ = session_from_json(kept->session).value_or(Session{});
    log_ = ReplyLog(home_.limits.remembered_replies, kept->seq, std::move(kept->replies));
    turns_.store(log_.seq(), std::memory_order_relaxed);
  }
}

void Conversation::all_replies_after(std::uint64_t seq,
                                     std::function<void(std::vector<KeptReply>)> found) const {
  std::unique_lock turn(mutex_);
  const bool all_here = !home_.store.durable() || log_.reaches_back_to(seq);
  auto here = all_here ? log_.after(seq) : std::vector<KeptReply>{};
  turn.unlock();
  if (all_here) return found(std::move(here));
  home_.store.replies(to_text(token_), seq, std::move(found));
}

void Conversation::observe(const Said& said, const Reply& reply, Clock::time_point began) const {
  const auto session = to_text(token_);
  note_turn(home_.observer, home_.store, site_,
            {.site = site_.name(),
             .session = session,
             .seq = log_.seq() + 1,
             .reply = reply,
             .took = Clock::now() - began},
            said.text);
}

std::vector<KeptReply> Conversation::replies_after(std::uint64_t seq) const {
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
                    .subject = rated->rule,
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
  home_.recent_words.forget(to_text(token_));
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
