#include "adapters/messaging/twilio.h"

#include <algorithm>
#include <map>
#include <set>

#include "adapters/messaging/crypto.h"
#include "adapters/messaging/form.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {
namespace {

constexpr std::string_view kNoAnswer = "<Response/>";

bool is_form(const WebRequest& request) { return media_type(request) == "application/x-www-form-urlencoded"; }

// Every parameter counts, known or not: by name, then by value, equal values once.
std::string signed_fields(std::string_view body) {
  std::map<std::string, std::set<std::string>> fields;
  for (auto& [name, value] : read_form(body)) fields[name].insert(value);
  std::string out;
  for (const auto& [name, values] : fields)
    for (const auto& value : values) out += name + value;
  return out;
}

std::string with_coded_apostrophes(std::string query) {
  for (std::size_t at = 0; (at = query.find('\'', at)) != std::string::npos;) query.replace(at, 1, "%27");
  return query;
}

std::string coded_again(std::string_view query) {
  std::string out;
  for (const auto& [name, value] : read_form(query)) {
    if (!out.empty()) out += '&';
    out += percent_encode(name, "/") + '=' + percent_encode(value, "'");
  }
  return out;
}

// The platform is not of one mind about ports and the coding of queries: these are the forms it signs.
std::vector<std::string> signed_addresses(const Url& url) {
  const auto port = url.port.empty() ? (url.scheme == "https" ? "443" : "80") : url.port;
  std::vector<std::string> all;
  for (const auto& host : {url.user + url.host, url.user + url.host + ':' + port}) {
    for (const auto& query : {url.query, with_coded_apostrophes(url.query), coded_again(url.query)})
      all.push_back(url.scheme + "://" + host + url.path + (query.empty() ? "" : '?' + query));
  }
  return all;
}

// The configured address, never one that the request claims; the query may differ from request to request.
std::optional<Url> address_of(const WebRequest& request, const Account& account) {
  auto url = read_url(account.public_url);
  if (url && url->query.empty()) url->query = query_of_target(request.target);
  return url;
}

// A body that is no form is signed by its digest in the query.
bool right_digest(const WebRequest& request, const Url& url) {
  return same_secret(field_of(read_form(url.query), "bodySHA256").value_or(""), to_hex(sha256(request.body)));
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const auto c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') {
      out += c;
    }
  }
  return out;
}

// "image/jpeg" -> "image"
std::string kind_of(const Fields& fields) {
  const auto type = field_of(fields, "MediaContentType0").value_or("document");
  return type.substr(0, type.find('/'));
}

Event read_message(const Fields& fields) {
  Event event{.id = field_of(fields, "MessageSid").value_or("")};
  event.account = field_of(fields, "To").value_or("");
  event.sender = event.peer = field_of(fields, "From").value_or("");
  event.text = field_of(fields, "Body").value_or("");
  event.payload = field_of(fields, "ButtonPayload");
  event.reply_to = field_of(fields, "OriginalRepliedMessageSid").value_or("");
  if (read_digits(field_of(fields, "NumMedia").value_or("")).value_or(0) > 0) event.kind = kind_of(fields);
  event.muted = is_carrier_word(*event.text);
  return event;
}

}  // namespace

const AccountNeeds& Twilio::needs() const {
  static const AccountNeeds needs{.inbound = {"auth_token"},
                                  .outbound = {"auth_token"},
                                  .optional = {"account_sid", "messaging_service_sid"},
                                  .api_base = "https://api.twilio.com",
                                  .replies_in_response = true,
                                  .needs_public_url = true};
  return needs;
}

const Limits& Twilio::limits(const Account&) const {
  static const Limits limits{.text = 1600, .sms = true};
  return limits;
}

bool Twilio::verify(const WebRequest& request, const Account& account, std::int64_t) const {
  const auto given = header_of(request, "X-Twilio-Signature").value_or("");
  const auto url = address_of(request, account);
  if (given.empty() || !url) return false;
  if (!is_form(request) && !right_digest(request, *url)) return false;
  const auto fields = is_form(request) ? signed_fields(request.body) : std::string();
  const auto addresses = signed_addresses(*url);
  return account.any_secret("auth_token", [&](auto token) {
    bool any = false;
    for (const auto& address : addresses)
      any |= same_secret(given, to_base64(hmac_sha1(token, address + fields)));
    return any;
  });
}

Received Twilio::receive(const WebRequest& request, const Account&) const {
  Received out{.reply = {.content_type = "text/xml", .body = std::string(kNoAnswer)}};
  const auto fields = is_form(request) ? read_form(request.body) : Fields{};
  const auto status = field_of(fields, "MessageStatus");
  if (!is_form(request)) {
    out.malformed = true;
  } else if (field_of(fields, "MessageSid").value_or("").empty() ||
             field_of(fields, "From").value_or("").empty()) {
    ++out.ignored;
  } else if (status && !field_of(fields, "Body")) {
    out.receipts.push_back({.id = *field_of(fields, "MessageSid"),
                            .state = *status,
                            .error = read_digits(field_of(fields, "ErrorCode").value_or("")).value_or(0)});
  } else {
    out.events.push_back(read_message(fields));
  }
  return out;
}

std::vector<Call> Twilio::render(const std::vector<Part>& parts, const Event& cause, const Account& account,
                                 std::string_view, std::int64_t) const {
  const auto service = account.setting("messaging_service_sid");
  std::vector<Call> calls;
  for (const auto& part : parts) {
    Fields fields{{"To", cause.peer}};
    if (service.empty()) {
      fields.emplace_back("From", cause.account);
    } else {
      fields.emplace_back("MessagingServiceSid", service);
    }
    fields.emplace_back("Body", part.text);
    calls.push_back(
        {.path = "/2010-04-01/Accounts/" + std::string(account.setting("account_sid")) + "/Messages.json",
         .content_type = "application/x-www-form-urlencoded",
         .body = write_form(fields)});
  }
  return calls;
}

void Twilio::authorise(Call& call, const Account& account) const {
  const auto pair =
      std::string(account.setting("account_sid")) + ':' + std::string(account.secret("auth_token"));
  call.headers.emplace_back("Authorization", "Basic " + to_base64(pair));
}

std::size_t Twilio::most_in_response() const { return 10; }

WebReply Twilio::in_response(std::span<const Call> calls) const {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";
  for (const auto& call : calls)
    xml += "<Message>" + escaped(field_of(read_form(call.body), "Body").value_or("")) + "</Message>";
  return {.content_type = "text/xml", .body = xml + "</Response>"};
}

std::optional<Call> Twilio::probe(const Account& account) const {
  return Call{.path = "/2010-04-01/Accounts/" + std::string(account.setting("account_sid")) + ".json",
              .method = "GET"};
}

std::string Twilio::setup(const Account& account) const {
  return "Twilio console, your number, \"A message comes in\":\n  Webhook  " + account.public_url +
         "\n  Method   HTTP POST\n";
}

}  // namespace verbatim::messaging
