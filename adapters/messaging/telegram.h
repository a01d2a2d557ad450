// Telegram's Bot API.
#ifndef VERBATIM_ADAPTERS_MESSAGING_TELEGRAM_H_
#define VERBATIM_ADAPTERS_MESSAGING_TELEGRAM_H_

#include "adapters/messaging/channel.h"

namespace verbatim::messaging {

class Telegram final : public Channel {
 public:
  std::string_view name() const override { return "telegram"; }
  const AccountNeeds& needs() const override;
  const Limits& limits(const Account& account) const override;
  Pace pace() const override { return {.per_account = 30, .per_peer = 1, .burst = 4}; }
  bool verify(const WebRequest& request, const Account& account, std::int64_t now) const override;
  Received receive(const WebRequest& request, const Account& account) const override;
  std::vector<Call> render(const std::vector<Part>& parts, const Event& cause, const Account& account,
                           std::string_view tag, std::int64_t now) const override;
  void authorise(Call& call, const Account& account) const override;
  std::size_t most_in_response() const override;
  WebReply in_response(std::span<const Call> calls) const override;
  Outcome classify(const Call& call, const WebAnswer& answer) const override;
  std::optional<Call> probe(const Account& account) const override;
  std::string setup(const Account& account) const override;

  // Long polling, for a server that no platform can reach: the call that asks for updates from `offset`
  // on and waits up to `seconds`; and what its answer held, with the offset to go on from.
  static Call poll(std::int64_t offset, int seconds);
  struct Updates {
    Received received = {};
    std::int64_t next = 0;  // 0 when there were none
  };
  static std::optional<Updates> read_updates(const WebAnswer& answer, const Account& account);
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_TELEGRAM_H_
