// Poller asks Telegram for updates, for a server that no platform can reach.
#ifndef VERBATIM_ADAPTERS_MESSAGING_POLLER_H_
#define VERBATIM_ADAPTERS_MESSAGING_POLLER_H_

#include <cstdint>

#include "adapters/messaging/web_client.h"
#include "adapters/messaging/webhooks.h"

namespace verbatim::messaging {

// The offset needs no keeping: it moves on only after the events were written down, and what comes twice
// is known by its claim.
class Poller {
 public:
  // All arguments outlive it, and the client's thread has ended before it is destroyed.
  Poller(WebClient& client, Webhooks& webhooks, const Account& account);

  // Asks again and again, until the client is stopped.
  void start();

 private:
  void ask();
  void on_result(const WebResult& result);
  void on_taken(std::int64_t next, bool taken);

  WebClient& client_;
  Webhooks& webhooks_;
  const Account& account_;
  std::int64_t offset_ = 0;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_POLLER_H_
