// WhatsApp through Meta's Cloud API.
#ifndef VERBATIM_ADAPTERS_MESSAGING_WHATSAPP_H_
#define VERBATIM_ADAPTERS_MESSAGING_WHATSAPP_H_

#include "adapters/messaging/channel.h"

namespace verbatim::messaging {

class WhatsApp final : public Channel {
 public:
  std::string_view name() const override { return "whatsapp"; }
  const AccountNeeds& needs() const override;
  const Limits& limits(const Account& account) const override;
  Pace pace() const override { return {.per_account = 80, .per_peer = 1.0 / 6, .burst = 20}; }
  bool verify(const WebRequest& request, const Account& account, std::int64_t now) const override;
  Received receive(const WebRequest& request, const Account& account) const override;
  std::vector<Call> render(const std::vector<Part>& parts, const Event& cause, const Account& account,
                           std::string_view tag, std::int64_t now) const override;
  void authorise(Call& call, const Account& account) const override;
  Outcome classify(const Call& call, const WebAnswer& answer) const override;
  int refusal_status(const WebRequest& request) const override;
  std::optional<Call> probe(const Account& account) const override;
  std::string setup(const Account& account) const override;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_WHATSAPP_H_
