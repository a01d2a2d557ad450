#include "adapters/messaging/meta.h"

#include <algorithm>
#include <array>

#include "adapters/messaging/crypto.h"
#include "adapters/messaging/form.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {
namespace {

bool right_token(const WebRequest& request, const Account& account) {
  const auto query = read_form(query_of_target(request.target));
  const auto given = field_of(query, "hub.verify_token").value_or("");
  return field_of(query, "hub.mode") == "subscribe" &&
         account.any_secret("verify_token", [&](auto token) { return same_secret(given, token); });
}

bool right_signature(const WebRequest& request, const Account& account) {
  constexpr std::string_view kPrefix = "sha256=";
  const auto header = header_of(request, "X-Hub-Signature-256").value_or("");
  if (!header.starts_with(kPrefix)) return false;
  const auto given = header.substr(kPrefix.size());
  return account.any_secret("app_secret", [&](auto secret) {
    return same_secret(given, to_hex(hmac_sha256(secret, request.body)));
  });
}

// Busy, throttled, or failed inside: worth another try.
bool is_passing(std::int64_t code) {
  constexpr std::array<std::int64_t, 9> kPassing{1, 2, 4, 613, 80007, 130429, 131000, 131056, 133004};
  return std::find(kPassing.begin(), kPassing.end(), code) != kPassing.end();
}

}  // namespace

bool meta_verify(const WebRequest& request, const Account& account) {
  return request.method == "GET" ? right_token(request, account) : right_signature(request, account);
}

int meta_refusal_status(const WebRequest& request) { return request.method == "GET" ? 403 : 401; }

Received meta_handshake(const WebRequest& request) {
  const auto challenge = field_of(read_form(query_of_target(request.target)), "hub.challenge");
  return {.reply = {.content_type = "text/plain", .body = challenge.value_or("")}, .handshake = true};
}

void meta_authorise(Call& call, const Account& account) {
  call.headers.emplace_back("Authorization", "Bearer " + std::string(account.secret("access_token")));
}

// The pair limit of WhatsApp (131056) lasts longer than other throttles.
Outcome meta_classify(const WebAnswer& answer, Outcome plain) {
  if (plain.kind == Outcome::Kind::kSent) return plain;
  const auto body = read_json(answer.body);
  const auto code = body ? integer_of(at(*body, {"error", "code"})) : 0;
  if (code == 0) return plain;
  plain.code = code;
  if (!is_passing(code)) return plain;
  plain.kind = Outcome::Kind::kLater;
  if (code == 131056) plain.wait_ms = std::max<std::int64_t>(plain.wait_ms, 6000);
  return plain;
}

std::string meta_setup(const Account& account, std::string_view fields) {
  return "Meta for Developers, your app, Webhooks:\n  Callback URL  " + account.public_url +
         "\n  Verify token  the value of verify_token\n  Fields        " + std::string(fields) + '\n';
}

}  // namespace verbatim::messaging
