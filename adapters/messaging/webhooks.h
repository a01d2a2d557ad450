// Webhooks is the door for platforms: a request in, the acknowledgement out.
#ifndef VERBATIM_ADAPTERS_MESSAGING_WEBHOOKS_H_
#define VERBATIM_ADAPTERS_MESSAGING_WEBHOOKS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "adapters/messaging/channel.h"
#include "adapters/messaging/claims.h"
#include "adapters/messaging/figures.h"

namespace verbatim::messaging {

using Respond = std::function<void(WebReply)>;

// Told of every request, with what was read from it (nothing when it was refused).  For tests.
using ObserveRequest = std::function<void(const Account&, bool verified, const Received&)>;

// Any thread may call any function.
class Webhooks {
 public:
  // `accounts` and the other arguments outlive it.
  Webhooks(const std::vector<Account>& accounts, Claims& claims, Figures& figures, Now now);

  // Before the first request.
  void observe(ObserveRequest observe) { observe_ = std::move(observe); }

  // The account whose address the path is, or null.
  const Account* find(std::string_view path) const;

  // How long a request to this path may be; 0 when it is nobody's address.
  std::size_t most_bytes(std::string_view path) const;

  // Answers a request.  The status is the platform's own language: 200 for all that is authentic, even
  // when nothing can be made of it, since anything else would be repeated for days; 401 or 403 for what
  // is not authentic, without a word why; 503 when the events could not be written down.
  // `respond` is called once: in the call, or when the events are on the disk, from the claims' thread.
  void handle(const WebRequest& request, Respond respond);

  // Takes events in their order in time; `taken` is false when they could not be written down.
  void take(const Account& account, Received received, std::function<void(bool taken)> taken);

 private:
  void claim(const Account& account, Received received, bool in_response, Claims::Done done);

  const std::vector<Account>& accounts_;
  Claims& claims_;
  Figures& figures_;
  const Now now_;
  ObserveRequest observe_;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_WEBHOOKS_H_
