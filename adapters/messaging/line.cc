#include "adapters/messaging/line.h"

#include <algorithm>

#include "adapters/messaging/crypto.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {
namespace {

constexpr std::int64_t kTokenLife = 25;      // seconds in which a reply token is surely good
constexpr std::size_t kMessagesPerCall = 5;  // LINE keeps no order between calls: as few as possible

bool read_content(const Json& event, Event& one) {
  const auto type = text_of(at(event, "type"));
  if (type == "postback") {
    one.payload = text_if(at(event, {"postback", "data"}));
    return one.payload.has_value();
  }
  if (type != "message") return false;
  one.text = text_if(at(event, {"message", "text"}));
  one.kind = text_of(at(event, {"message", "type"}));
  one.reply_to = text_of(at(event, {"message", "quotedMessageId"}));
  return true;
}

// In a group the sender may be unknown.
void read_source(const Json& source, Event& one) {
  one.sender = text_of(at(source, "userId"));
  for (const auto* name : {"groupId", "roomId", "userId"})
    if (one.peer.empty()) one.peer = text_of(at(source, name));
}

// In standby another module answers.
void read_event(const Json& event, const std::string& account, Received& out) {
  Event one{.id = text_of(at(event, "webhookEventId")), .account = account};
  read_source(at(event, "source"), one);
  one.sent = integer_of(at(event, "timestamp")) / 1000;
  one.handle = text_of(at(event, "replyToken"));
  const bool whole = text_of(at(event, "mode")) == "active" && !one.id.empty() && !one.peer.empty();
  if (whole && read_content(event, one)) {
    out.events.push_back(std::move(one));
  } else {
    ++out.ignored;
  }
}

Json message_of(const Part& part) {
  Json message = {{"type", "text"}, {"text", part.text}};
  if (part.form == Part::Form::kText) return message;
  Json items = Json::array();
  for (const auto& option : part.options) {
    const Json action = {{"type", "postback"},
                         {"label", option.label},
                         {"data", option.payload},
                         {"displayText", option.label}};
    items.push_back({{"type", "action"}, {"action", action}});
  }
  message["quickReply"] = {{"items", items}};
  return message;
}

// A reply costs nothing, but its token holds once and not for long; a push may be repeated by its key.
Call call_of(const Json& messages, const Event& cause, bool by_token, const std::string& key) {
  if (by_token)
    return {.path = "/v2/bot/message/reply",
            .body = write_json({{"replyToken", cause.handle}, {"messages", messages}})};
  return {.path = "/v2/bot/message/push",
          .body = write_json({{"to", cause.peer}, {"messages", messages}}),
          .headers = {{"X-Line-Retry-Key", uuid_of(key)}},
          .repeatable = true};
}

}  // namespace

const AccountNeeds& LineApp::needs() const {
  static const AccountNeeds needs{
      .inbound = {"channel_secret"}, .outbound = {"access_token"}, .api_base = "https://api.line.me"};
  return needs;
}

const Limits& LineApp::limits(const Account&) const {
  static const Limits limits{.text = 5000,
                             .buttons = {.most = 13, .label = 20, .payload = 300, .text = 5000}};
  return limits;
}

bool LineApp::verify(const WebRequest& request, const Account& account, std::int64_t) const {
  const auto given = header_of(request, "x-line-signature").value_or("");
  return account.any_secret("channel_secret", [&](auto secret) {
    return same_secret(given, to_base64(hmac_sha256(secret, request.body)));
  });
}

// The console's "Verify" sends no events at all.
Received LineApp::receive(const WebRequest& request, const Account&) const {
  const auto body = read_json(request.body);
  if (!body || !at(*body, "events").is_array()) return {.malformed = true};
  Received out;
  const auto account = text_of(at(*body, "destination"));
  for (const auto& event : at(*body, "events")) read_event(event, account, out);
  return out;
}

std::vector<Call> LineApp::render(const std::vector<Part>& parts, const Event& cause, const Account&,
                                  std::string_view tag, std::int64_t now) const {
  std::vector<Call> calls;
  for (std::size_t from = 0; from < parts.size(); from += kMessagesPerCall) {
    Json messages = Json::array();
    for (auto i = from; i < std::min(parts.size(), from + kMessagesPerCall); ++i)
      messages.push_back(message_of(parts[i]));
    const bool by_token = from == 0 && !cause.handle.empty() && now - cause.sent < kTokenLife;
    calls.push_back(
        call_of(messages, cause, by_token, std::string(tag) + '.' + std::to_string(calls.size())));
  }
  return calls;
}

void LineApp::authorise(Call& call, const Account& account) const {
  call.headers.emplace_back("Authorization", "Bearer " + std::string(account.secret("access_token")));
}

// 409: the key was taken before, so the message is on its way.
Outcome LineApp::classify(const Call& call, const WebAnswer& answer) const {
  if (call.repeatable && answer.status == 409) return {.code = 409};
  return Channel::classify(call, answer);
}

std::optional<Call> LineApp::probe(const Account&) const {
  return Call{.path = "/v2/bot/info", .method = "GET"};
}

std::string LineApp::setup(const Account& account) const {
  return "LINE Developers console, Messaging API:\n  Webhook URL  " + account.public_url +
         "\n  Use webhook  on\n  Webhook redelivery  on\n  Auto-reply messages  off\n";
}

}  // namespace verbatim::messaging
