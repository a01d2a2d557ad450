// Intake takes events: each is claimed, answered and written down as one step, in order within a
// conversation.
//
// Only when all of it is on the disk does the platform hear "taken".  So an event is answered once, however
// often it comes, and a crash at any moment loses none: either the platform repeats it, or it waits in
// the ledger.
#ifndef VERBATIM_ADAPTERS_MESSAGING_INTAKE_H_
#define VERBATIM_ADAPTERS_MESSAGING_INTAKE_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/host/host.h"
#include "adapters/messaging/channel.h"
#include "adapters/messaging/figures.h"
#include "adapters/messaging/ledger.h"
#include "adapters/messaging/sender.h"

namespace verbatim::messaging {

// What became of an event.
enum class Fate {
  kAnswered,
  kRepeated,    // it was taken before
  kStale,       // too old: claimed, and not answered
  kMuted,       // an opt-out word: claimed, and not answered
  kTooFast,     // claimed, and not answered
  kNotWritten,  // the ledger failed: nothing has happened
};

struct IntakeOptions {
  std::chrono::seconds session_life = std::chrono::hours(24);
  double events_per_second = 0.5;  // of one conversation, over time: two programs that answer each other stop
  double burst = 30;               // at once
};

// For one thread: that of Claims.
class Intake {
 public:
  // Told of every event that was claimed, before it is answered.  For tests.
  using Observe = std::function<void(const Account&, const Event&, Fate)>;

  // All arguments outlive the intake.
  Intake(const Host& host, Ledger& ledger, Sender& sender, Figures& figures, IntakeOptions options = {});

  // Before the first event.
  void observe(Observe observe) { observe_ = std::move(observe); }

  struct Result {
    Fate fate = Fate::kAnswered;
    std::optional<WebReply> said = {};    // in the response, when that was wanted and possible
    std::vector<Outgoing> outgoing = {};  // to be sent once it is durable
  };

  // Takes an event within a group of the ledger; settle() follows.  REQUIRES: the account's site exists.
  Result take(const Account& account, const Event& event, std::int64_t now, bool in_response);

  // Counts what has become of the event, and sends its answer when the group is `kept`.
  void settle(Result result, bool kept);

 private:
  struct Allowance {
    double left = 0;
    std::int64_t at = 0;
  };

  Result answer(const Account& account, const Event& event, Taken taken, bool in_response);
  Reply reply_to(const Account& account, const Event& event, const Taken& taken, Session& session);
  Session session_of(const std::string& conversation, std::int64_t now);
  bool within_rate(const std::string& conversation, std::int64_t now);
  Result write(Taken& taken, Fate fate);

  const Host& host_;
  Ledger& ledger_;
  Sender& sender_;
  Figures& figures_;
  const IntakeOptions options_;
  Observe observe_;
  std::unordered_map<std::string, Allowance> allowances_;
};

// The name of an event, and of a conversation, among all accounts.
std::string claim_of(const Account& account, const Event& event);
std::string conversation_of(const Account& account, const Event& event);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_INTAKE_H_
