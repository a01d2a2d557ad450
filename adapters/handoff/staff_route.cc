#include "adapters/handoff/staff_route.h"

#include <ctime>
#include <utility>

#include "adapters/messaging/crypto.h"
#include "adapters/messaging/form.h"

namespace verbatim::handoff {

std::string signature_of(std::string_view secret, std::string_view timestamp, std::string_view body) {
  const auto signed_text = std::string(timestamp).append(1, '.').append(body);
  return "sha256=" + messaging::to_hex(messaging::hmac_sha256(secret, signed_text));
}

// The time of this try: a receiver may refuse what is older than some minutes.
void StaffRoute::send(const Staff& staff, messaging::Call call, std::chrono::milliseconds timeout,
                      messaging::WebClient::Done done) {
  if (staff.channel == "email") {
    auto on_client = [this, done = std::move(done)](messaging::WebResult result) {
      client_.post([done, result = std::move(result)] { done(result); });
    };
    return mail_.send(std::string(staff.setting("sendmail")), std::move(call.body), timeout,
                      std::move(on_client));
  }
  const auto url = messaging::read_url(staff.secret("url"));
  if (!url) return done({.kind = messaging::WebResult::Kind::kNotMade});
  call.path = url->path + (url->query.empty() ? "" : '?' + url->query);
  if (const auto secret = staff.secret("secret"); !secret.empty()) {
    const auto timestamp = std::to_string(std::time(nullptr));
    call.headers.emplace_back("X-Verbatim-Timestamp", timestamp);
    call.headers.emplace_back("X-Verbatim-Signature", signature_of(secret, timestamp, call.body));
  }
  const auto host = url->port.empty() ? url->host : url->host + ':' + url->port;
  client_.send(url->scheme + "://" + host, std::move(call), timeout, std::move(done));
}

}  // namespace verbatim::handoff
