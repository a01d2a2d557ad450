// Ledger is what messengers must not forget: which events were taken, sessions, and what is still to be sent.
#ifndef VERBATIM_ADAPTERS_MESSAGING_LEDGER_H_
#define VERBATIM_ADAPTERS_MESSAGING_LEDGER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/messaging/web.h"

namespace verbatim::messaging {

// A call that waits to be made, without its credentials.
struct Outgoing {
  std::uint64_t id = 0;           // given by the ledger, in the order of writing
  std::string conversation = {};  // calls of one conversation are made one after the other
  std::string account = {};       // the path of the account, which is unique
  Call call = {};
  std::int64_t created = 0;  // seconds since 1970
  bool begun = false;        // it was under way when the program ended: nobody knows how far it came
};

// An event and all that came of it: written as one, or not at all.
struct Taken {
  std::string claim = {};         // names the event among all channels
  std::string conversation = {};  // whose session changes; empty when none does
  std::string session = {};       // as JSON
  std::vector<Outgoing> outgoing = {};
  std::int64_t now = 0;
};

// How a call ended, for good.
enum class Ending { kSent, kUndeliverable, kUnknown };

// Any thread may call any function.
class Ledger {
 public:
  virtual ~Ledger() = default;

  // Whether the event was taken before.
  virtual bool knows(const std::string& claim) = 0;

  enum class Written { kNew, kRepeated, kFailed };

  // Writes it durably and gives each outgoing call its id.  kRepeated when another call has taken the
  // event meanwhile; kFailed when it could not be written.  In both cases nothing has changed.
  virtual Written take(Taken& taken) = 0;

  // Runs `work`, and makes all that it takes durable together: when false is given, none of it has happened.
  // `work` may not be run at all then.
  virtual bool group(const std::function<void()>& work) = 0;

  // The session of a conversation, unless it was last written before `since`.
  virtual std::optional<std::string> session(const std::string& conversation, std::int64_t since) = 0;

  // Marks a call as under way; false when that could not be written, and then it must not be made.
  virtual bool begin(std::uint64_t id) = 0;

  // The platform did not take it: it waits again.
  virtual void put_back(std::uint64_t id) = 0;

  // Ends a call.
  virtual void end(std::uint64_t id, Ending ending) = 0;

  // The calls that have not ended, in the order of writing.
  virtual std::vector<Outgoing> waiting() = 0;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_LEDGER_H_
