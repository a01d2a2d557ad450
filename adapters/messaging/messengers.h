// Messengers is all of this put together: accounts, intake, sender, and the door.
#ifndef VERBATIM_ADAPTERS_MESSAGING_MESSENGERS_H_
#define VERBATIM_ADAPTERS_MESSAGING_MESSENGERS_H_

#include <chrono>
#include <memory>

#include "adapters/host/host.h"
#include "adapters/messaging/config.h"
#include "adapters/messaging/figures.h"
#include "adapters/messaging/ledger.h"
#include "adapters/messaging/sender.h"
#include "adapters/messaging/webhooks.h"

namespace verbatim::messaging {

class Messengers {
 public:
  // `host` and `ledger` outlive it; every account's site is one of the host's.
  Messengers(const Host& host, Ledger& ledger, ChannelsConfig config, SenderOptions options = {});
  ~Messengers();
  Messengers(const Messengers&) = delete;
  Messengers& operator=(const Messengers&) = delete;

  // Takes up what was left to send, and begins to ask the platforms that are asked.  Before the first
  // request comes in: what is written from then on is new.
  void start();

  // Waits a while for what is to be sent; what is left stays in the ledger.
  void stop(std::chrono::milliseconds limit);

  Webhooks& webhooks();
  const Figures& figures() const;
  const std::vector<Account>& accounts() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_MESSENGERS_H_
