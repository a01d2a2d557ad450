#include "adapters/messaging/slack.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "adapters/messaging/crypto.h"
#include "adapters/messaging/form.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {
namespace {

constexpr std::int64_t kWindow = 300;          // seconds that a signature holds, back and forth
constexpr std::size_t kSectionText = 3000;     // of a section block, after escaping
constexpr std::size_t kSafeSectionText = 600;  // before: "&" becomes five characters

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  if (from.empty()) return;
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

std::string unescaped(std::string text) {
  replace_all(text, "&lt;", "<");
  replace_all(text, "&gt;", ">");
  replace_all(text, "&amp;", "&");
  return text;
}

std::string escaped(std::string text) {
  replace_all(text, "&", "&amp;");
  replace_all(text, "<", "&lt;");
  replace_all(text, ">", "&gt;");
  return text;
}

std::string trimmed(const std::string& text) {
  constexpr auto* kSpaces = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpaces);
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin);
}

// The user that the application is: as configured, else as the event says.
std::string own_user(const Json& body, const Account& account) {
  std::string configured(account.setting("bot_user_id"));
  const auto& all = at(body, "authorizations");
  if (!configured.empty() || !all.is_array() || all.empty() || !is_true(at(all.front(), "is_bot")))
    return configured;
  return text_of(at(all.front(), "user_id"));
}

// Only what a person said to us: a direct message, or a mention.  Channels send a mention twice, as
// "app_mention" and as "message"; the second is passed over.
bool is_for_us(const Json& event, const std::string& own) {
  const auto type = text_of(at(event, "type"));
  if (!text_of(at(event, "bot_id")).empty() || !text_of(at(event, "subtype")).empty()) return false;
  const auto user = text_of(at(event, "user"));
  if (user.empty() || user == own) return false;
  return type == "app_mention" || (type == "message" && text_of(at(event, "channel_type")) == "im");
}

void read_callback(const Json& body, const Account& account, Received& out) {
  const auto& event = at(body, "event");
  const auto own = own_user(body, account);
  Event one{.id = text_of(at(body, "event_id")), .account = text_of(at(body, "team_id"))};
  if (!is_for_us(event, own) || one.id.empty() || text_of(at(event, "channel")).empty()) {
    ++out.ignored;
    return;
  }
  auto text = text_of(at(event, "text"));
  if (!own.empty()) replace_all(text, "<@" + own + '>', "");
  one.text = unescaped(trimmed(text));
  one.peer = text_of(at(event, "channel"));
  one.sender = text_of(at(event, "user"));
  one.sent = integer_of(at(body, "event_time"));
  one.thread = text_of(at(event, "thread_ts"));
  if (one.thread.empty() && text_of(at(event, "type")) == "app_mention")
    one.thread = text_of(at(event, "ts"));
  out.events.push_back(std::move(one));
}

void read_press(const Json& body, Received& out) {
  const auto& actions = at(body, "actions");
  Event one{.id = text_of(at(body, "trigger_id")), .account = text_of(at(body, {"team", "id"}))};
  one.peer = text_of(at(body, {"channel", "id"}));
  if (!actions.is_array() || actions.empty() || one.id.empty() || one.peer.empty()) {
    ++out.ignored;
    return;
  }
  one.sender = text_of(at(body, {"user", "id"}));
  one.thread = text_of(at(body, {"message", "thread_ts"}));
  one.text = text_if(at(actions.front(), {"text", "text"}));
  one.payload = text_if(at(actions.front(), "value"));
  if (!one.payload) one.payload = text_if(at(actions.front(), {"selected_option", "value"}));
  out.events.push_back(std::move(one));
}

void read_command(const Fields& fields, Received& out) {
  Event one{.id = field_of(fields, "trigger_id").value_or("")};
  one.account = field_of(fields, "team_id").value_or("");
  one.peer = field_of(fields, "channel_id").value_or("");
  one.sender = field_of(fields, "user_id").value_or("");
  one.text = field_of(fields, "text").value_or("");
  if (one.text->empty()) one.text = field_of(fields, "command");
  if (one.id.empty() || !one.text || one.peer.empty()) {
    ++out.ignored;
  } else {
    out.events.push_back(std::move(one));
  }
}

void read_body(const Json& body, const Account& account, Received& out) {
  const auto type = text_of(at(body, "type"));
  if (type == "url_verification") {
    out.reply = {.content_type = "text/plain", .body = text_of(at(body, "challenge"))};
    out.handshake = true;
  } else if (type == "event_callback") {
    read_callback(body, account, out);
  } else if (type == "block_actions") {
    read_press(body, out);
  } else {
    ++out.ignored;
  }
}

Json sections_of(const std::string& text) {
  Json sections = Json::array();
  const bool whole = length(escaped(text), Unit::kUtf16) <= kSectionText;
  for (const auto& piece : whole ? std::vector{text} : split(text, kSafeSectionText, Unit::kUtf16))
    sections.push_back({{"type", "section"}, {"text", {{"type", "mrkdwn"}, {"text", escaped(piece)}}}});
  return sections;
}

Json buttons_of(const std::vector<Option>& options) {
  Json elements = Json::array();
  for (const auto& option : options)
    elements.push_back({{"type", "button"},
                        {"action_id", "choice." + std::to_string(elements.size())},
                        {"text", {{"type", "plain_text"}, {"text", option.label}}},
                        {"value", option.payload}});
  return {{"type", "actions"}, {"elements", elements}};
}

// Notifications and screen readers read `text`, whatever the blocks show.
std::string body_of(const Part& part, const Event& cause) {
  Json body = {{"channel", cause.peer}, {"text", escaped(part.text)}};
  if (!cause.thread.empty()) body["thread_ts"] = cause.thread;
  if (part.form != Part::Form::kText) {
    body["blocks"] = sections_of(part.text);
    body["blocks"].push_back(buttons_of(part.options));
  }
  return write_json(body);
}

bool is_passing(std::string_view error) {
  constexpr std::array<std::string_view, 6> kPassing{"ratelimited",         "rate_limited",
                                                     "internal_error",      "request_timeout",
                                                     "service_unavailable", "fatal_error"};
  return std::find(kPassing.begin(), kPassing.end(), error) != kPassing.end();
}

}  // namespace

const AccountNeeds& Slack::needs() const {
  static const AccountNeeds needs{.inbound = {"signing_secret"},
                                  .outbound = {"bot_token"},
                                  .optional = {"bot_user_id"},
                                  .api_base = "https://slack.com"};
  return needs;
}

const Limits& Slack::limits(const Account&) const {
  static const Limits limits{.text = 4000,
                             .buttons = {.most = 25, .label = 75, .payload = 2000, .text = 3000}};
  return limits;
}

bool Slack::verify(const WebRequest& request, const Account& account, std::int64_t now) const {
  const auto stamp = header_of(request, "X-Slack-Request-Timestamp").value_or("");
  const auto given = header_of(request, "X-Slack-Signature").value_or("");
  const auto time = read_digits(stamp);
  if (given.empty() || !time || stamp.size() > 12 || std::abs(now - *time) > kWindow) return false;
  const auto said = "v0:" + std::string(stamp) + ':' + std::string(request.body);
  return account.any_secret("signing_secret", [&](auto secret) {
    return same_secret(given, "v0=" + to_hex(hmac_sha256(secret, said)));
  });
}

Received Slack::receive(const WebRequest& request, const Account& account) const {
  Received out;
  const bool form = media_type(request) == "application/x-www-form-urlencoded";
  const auto fields = form ? read_form(request.body) : Fields{};
  const auto payload = field_of(fields, "payload");
  if (form && !payload) {
    read_command(fields, out);
    return out;
  }
  const auto body = read_json(payload ? std::string_view(*payload) : request.body);
  if (!body || !body->is_object()) return {.malformed = true};
  read_body(*body, account, out);
  return out;
}

std::vector<Call> Slack::render(const std::vector<Part>& parts, const Event& cause, const Account&,
                                std::string_view, std::int64_t) const {
  std::vector<Call> calls;
  calls.reserve(parts.size());
  for (const auto& part : parts)
    calls.push_back({.path = "/api/chat.postMessage",
                     .content_type = "application/json; charset=utf-8",
                     .body = body_of(part, cause)});
  return calls;
}

void Slack::authorise(Call& call, const Account& account) const {
  call.headers.emplace_back("Authorization", "Bearer " + std::string(account.secret("bot_token")));
}

// An error comes with status 200 and "ok": false.
Outcome Slack::classify(const Call& call, const WebAnswer& answer) const {
  auto outcome = Channel::classify(call, answer);
  if (outcome.kind != Outcome::Kind::kSent) return outcome;
  const auto body = read_json(answer.body);
  if (!body || is_true(at(*body, "ok"))) return outcome;
  outcome.kind = is_passing(text_of(at(*body, "error"))) ? Outcome::Kind::kLater : Outcome::Kind::kNever;
  return outcome;
}

std::optional<Call> Slack::probe(const Account&) const {
  return Call{.path = "/api/auth.test", .body = "{}"};
}

std::string Slack::setup(const Account& account) const {
  return "Slack, your app:\n  Event Subscriptions, Request URL  " + account.public_url +
         "\n  Interactivity, Request URL        " + account.public_url +
         "\n  Subscribe to bot events           app_mention, message.im\n";
}

}  // namespace verbatim::messaging
