// One turn: a rulebook, a session and what was said give a reply.
//
//   auto loaded = verbatim::Rulebook::parse(files);
//   if (!loaded.rulebook) …loaded.diagnostics say where and what to do…
//   verbatim::Session session;
//   auto reply = verbatim::reply(*loaded.rulebook, session, {"how many sessions?"}, {});
//
// The engine reads no clock, file, socket or random device: equal arguments give
// equal replies.  A Rulebook is immutable and shared by any number of threads.
#ifndef VERBATIM_ENGINE_ENGINE_H_
#define VERBATIM_ENGINE_ENGINE_H_

#include <string_view>

#include "engine/dialogue/reply.h"
#include "engine/dialogue/session.h"
#include "engine/match/explanation.h"
#include "engine/rulebook.h"

namespace verbatim {

// What the visitor did: typed text, or pressed a button.
struct Utterance {
  std::string_view text = {};    // UTF-8; bytes that are not are read as U+FFFD
  std::string_view choice = {};  // the value of a Choice; when set, `text` is not read
};

// What the caller wants to know of the turn besides the reply.
struct TurnContext {
  Explanation* explain = nullptr;  // filled when given; costs a little time
  // The day as "2026-11-01".  When it is given, and clinic.json has "expired", that is said in the place
  // of ordinary answers whose review was due before.
  std::string_view today = {};
  // The clinic's own time as "2026-11-01T14:05", for when a person will answer; empty: that is not said.
  std::string_view now = {};
  // Whether the caller does what Reply::handoff asks for: only then a visitor is asked for consent.
  bool can_hand_over = false;
};

// Answers `said` in the light of `session` and records the turn there.
//
// Never throws for any input and never blocks; work is bounded by the length of
// the message (words after the first kMaxTokens are not read).  Safety rules are
// looked at first, whatever the session holds.
// REQUIRES: no other thread uses `session` during the call.
[[nodiscard]] Reply reply(const Rulebook& rulebook, Session& session, Utterance said, TurnContext turn);

// Whether a button of this rulebook can have the value: the id of a rule, or a choice of a flow.
[[nodiscard]] bool knows_choice(const Rulebook& rulebook, std::string_view value);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_ENGINE_H_
