#include "adapters/messaging/intake.h"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <utility>

#include "adapters/host/handoff.h"
#include "adapters/host/today.h"
#include "adapters/host/turn_notes.h"
#include "adapters/messaging/crypto.h"
#include "adapters/messaging/turn.h"

namespace verbatim::messaging {
namespace {

constexpr std::size_t kMaxAllowances = 500'000;  // the full ones are forgotten first

// Ids may hold any character, so each part says how long it is.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string name;
  for (const auto part : parts) name.append(std::to_string(part.size())).append(1, ':').append(part);
  return name;
}

bool is_stale(const Account& account, const Event& event, std::int64_t now) {
  return event.sent > 0 && account.max_age.count() > 0 && now - event.sent > account.max_age.count();
}

Figure figure_of(Fate fate) {
  switch (fate) {
    case Fate::kAnswered:
      return Figure::kAnswered;
    case Fate::kRepeated:
      return Figure::kRepeated;
    case Fate::kStale:
      return Figure::kStale;
    case Fate::kMuted:
      return Figure::kMuted;
    case Fate::kTooFast:
      return Figure::kTooFast;
    case Fate::kNotWritten:
      break;
  }
  return Figure::kNotWritten;
}

}  // namespace

std::string claim_of(const Account& account, const Event& event) {
  return joined({account.path, event.account, event.id});
}

std::string conversation_of(const Account& account, const Event& event) {
  return joined({account.path, event.account, event.peer, event.thread});
}

Intake::Intake(const Host& host, Ledger& ledger, Sender& sender, Figures& figures, IntakeOptions options)
    : host_(host), ledger_(ledger), sender_(sender), figures_(figures), options_(options) {}

Intake::Result Intake::take(const Account& account, const Event& event, std::int64_t now, bool in_response) {
  Taken taken{.claim = claim_of(account, event), .now = now};
  const auto conversation = conversation_of(account, event);
  auto fate = Fate::kAnswered;
  if (ledger_.knows(taken.claim)) {
    fate = Fate::kRepeated;
  } else if (event.muted) {
    fate = Fate::kMuted;
  } else if (is_stale(account, event, now)) {
    fate = Fate::kStale;
  } else if (!within_rate(conversation, now)) {
    fate = Fate::kTooFast;
  }
  if (observe_) observe_(account, event, fate);
  if (fate == Fate::kAnswered) {
    taken.conversation = conversation;
    return answer(account, event, std::move(taken), in_response);
  }
  if (fate != Fate::kRepeated) {
    auto result = write(taken, fate);
    // Who asked long ago is not answered out of the blue; staff may see what it was.
    if (result.fate == Fate::kStale)
      note_question(host_.store(), *host_.find_site(account.site), event.text.value_or(""));
    return result;
  }
  return {fate};
}

// What was said in the response is not in the ledger: the platform repeats the event when it lost the
// response, and then the claim keeps us from saying it twice.
Intake::Result Intake::answer(const Account& account, const Event& event, Taken taken, bool in_response) {
  const auto& channel = *find_channel(account.channel);
  auto session = session_of(taken.conversation, taken.now);
  const auto reply = reply_to(account, event, taken, session);
  const auto tag = to_hex(sha256(taken.claim)).substr(0, 32);
  const auto calls = channel.render(draft(reply, channel.limits(account)), event, account, tag, taken.now);
  taken.session = to_json(session);
  const bool now = in_response && sender_.is_idle(taken.conversation);
  const auto said = now ? std::min(channel.most_in_response(), calls.size()) : 0;
  for (auto i = said; i < calls.size(); ++i)
    taken.outgoing.push_back({.conversation = taken.conversation,
                              .account = account.path,
                              .call = calls[i],
                              .created = taken.now});
  auto result = write(taken, Fate::kAnswered);
  if (result.fate != Fate::kAnswered) return result;
  if (said > 0) result.said = channel.in_response(std::span(calls).first(said));
  result.outgoing = std::move(taken.outgoing);
  return result;
}

Reply Intake::reply_to(const Account& account, const Event& event, const Taken& taken, Session& session) {
  const auto& site = *host_.find_site(account.site);
  const auto rulebook = site.rulebook();
  const bool hands_over = can_hand_over(host_.desk(), *rulebook);
  const auto day = today();
  const auto now = hands_over ? clinic_time(rulebook->clinic(), taken.now) : std::string{};
  const auto began = std::chrono::steady_clock::now();
  auto reply = take_turn(*rulebook, session, event, {.today = day, .now = now, .can_hand_over = hands_over});
  const auto took = std::chrono::steady_clock::now() - began;
  const auto typed = event.payload || event.greets ? std::string{} : event.text.value_or("");
  note_turn(host_.observer(), host_.store(), site,
            {.site = site.name(),
             .session = taken.conversation,
             .seq = session.turns,
             .reply = reply,
             .took = took},
            typed);
  if (!hands_over) return reply;
  auto& recent = host_.recent_words();
  if (rulebook->clinic().handoff->share_words && !typed.empty() && reply.handoff == HandoffStep::kNone)
    recent.add(taken.conversation, typed);
  if (reply.handoff != HandoffStep::kNone)
    hand_over(*host_.desk(),
              {.name = taken.conversation,
               .site = site.name(),
               .channel = account.channel,
               .address = event.peer,
               .words = recent.of(taken.conversation),
               .at = taken.now},
              *rulebook, session, reply);
  return reply;
}

Session Intake::session_of(const std::string& conversation, std::int64_t now) {
  const auto kept = ledger_.session(conversation, now - options_.session_life.count());
  return kept ? session_from_json(*kept).value_or(Session{}) : Session{};
}

bool Intake::within_rate(const std::string& conversation, std::int64_t now) {
  auto& all = allowances_;
  const auto filled = [&](const Allowance& one) {
    return one.left + static_cast<double>(now - one.at) * options_.events_per_second;
  };
  if (all.size() >= kMaxAllowances)
    std::erase_if(all, [&](const auto& entry) { return filled(entry.second) >= options_.burst; });
  auto& one = all.try_emplace(conversation, Allowance{options_.burst, now}).first->second;
  one = {std::min(options_.burst, filled(one)), now};
  if (one.left < 1) return false;
  one.left -= 1;
  return true;
}

Intake::Result Intake::write(Taken& taken, Fate fate) {
  const auto written = ledger_.take(taken);
  if (written == Ledger::Written::kRepeated) return {Fate::kRepeated};
  return {written == Ledger::Written::kFailed ? Fate::kNotWritten : fate};
}

void Intake::settle(Result result, bool kept) {
  figures_.add(kept ? figure_of(result.fate) : Figure::kNotWritten);
  if (kept) sender_.add(std::move(result.outgoing));
}

}  // namespace verbatim::messaging
