// Slack: events, buttons and slash commands.
#ifndef VERBATIM_ADAPTERS_MESSAGING_SLACK_H_
#define VERBATIM_ADAPTERS_MESSAGING_SLACK_H_

#include "adapters/messaging/channel.h"

namespace verbatim::messaging {

class Slack final : public Channel {
 public:
  std::string_view name() const override { return "slack"; }
  const AccountNeeds& needs() const override;
  const Limits& limits(const Account& account) const override;
  Pace pace() const override { return {.per_account = 0, .per_peer = 1, .burst = 4}; }
  bool verify(const WebRequest& request, const Account& account, std::int64_t now) const override;
  Received receive(const WebRequest& request, const Account& account) const override;
  std::vector<Call> render(const std::vector<Part>& parts, const Event& cause, const Account& account,
                           std::string_view tag, std::int64_t now) const override;
  void authorise(Call& call, const Account& account) const override;
  Outcome classify(const Call& call, const WebAnswer& answer) const override;
  std::optional<Call> probe(const Account& account) const override;
  std::string setup(const Account& account) const override;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_SLACK_H_
