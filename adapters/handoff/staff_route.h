// StaffRoute is how a notice leaves: over HTTPS, signed where staff are another program, or as an e-mail.
#ifndef VERBATIM_ADAPTERS_HANDOFF_STAFF_ROUTE_H_
#define VERBATIM_ADAPTERS_HANDOFF_STAFF_ROUTE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/handoff/sendmail.h"
#include "adapters/handoff/staff.h"
#include "adapters/messaging/route.h"

namespace verbatim::handoff {

class StaffRoute final : public messaging::Route {
 public:
  // `client` outlives it.
  explicit StaffRoute(messaging::WebClient& client) : client_(client) {}

  messaging::Pace pace(const Staff&) const override { return {}; }
  void send(const Staff& staff, messaging::Call call, std::chrono::milliseconds timeout,
            messaging::WebClient::Done done) override;
  messaging::Outcome classify(const Staff&, const messaging::Call&,
                              const messaging::WebAnswer& answer) const override {
    return messaging::outcome_of(answer);
  }

 private:
  messaging::WebClient& client_;
  Sendmail mail_;
};

// The header X-Verbatim-Signature: "sha256=" and the HMAC-SHA256 of "<timestamp>.<body>" in hexadecimal.
std::string signature_of(std::string_view secret, std::string_view timestamp, std::string_view body);

}  // namespace verbatim::handoff

#endif  // VERBATIM_ADAPTERS_HANDOFF_STAFF_ROUTE_H_
