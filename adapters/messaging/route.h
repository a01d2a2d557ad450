// Route is how the calls of an account leave, and what their answers mean.
#ifndef VERBATIM_ADAPTERS_MESSAGING_ROUTE_H_
#define VERBATIM_ADAPTERS_MESSAGING_ROUTE_H_

#include <chrono>

#include "adapters/messaging/channel.h"
#include "adapters/messaging/web_client.h"

namespace verbatim::messaging {

// Called on the web client's thread.
class Route {
 public:
  virtual ~Route() = default;

  virtual Pace pace(const Account& account) const = 0;

  // Makes the call with the account's credentials; `done` comes on the client's thread.
  virtual void send(const Account& account, Call call, std::chrono::milliseconds timeout,
                    WebClient::Done done) = 0;

  virtual Outcome classify(const Account& account, const Call& call, const WebAnswer& answer) const = 0;
};

// To platforms, as their channels say.
class ChannelRoute final : public Route {
 public:
  // `client` outlives it.
  explicit ChannelRoute(WebClient& client) : client_(client) {}

  Pace pace(const Account& account) const override { return find_channel(account.channel)->pace(); }

  void send(const Account& account, Call call, std::chrono::milliseconds timeout,
            WebClient::Done done) override {
    find_channel(account.channel)->authorise(call, account);
    client_.send(account.api_base, std::move(call), timeout, std::move(done));
  }

  Outcome classify(const Account& account, const Call& call, const WebAnswer& answer) const override {
    return find_channel(account.channel)->classify(call, answer);
  }

 private:
  WebClient& client_;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_ROUTE_H_
