#include "adapters/messaging/messenger.h"

#include "adapters/messaging/meta.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {
namespace {

// False for echoes of our own side and for messages that were taken back.
bool read_message(const Json& message, Event& event) {
  if (is_true(at(message, "is_echo")) || is_true(at(message, "is_deleted"))) return false;
  event.id = text_of(at(message, "mid"));
  event.text = text_if(at(message, "text"));
  event.payload = text_if(at(message, {"quick_reply", "payload"}));
  event.reply_to = text_of(at(message, {"reply_to", "mid"}));
  const auto& attachments = at(message, "attachments");
  if (!event.text && attachments.is_array() && !attachments.empty())
    event.kind = text_of(at(attachments.front(), "type"));
  return true;
}

// An old postback has no id of its own: its time and sender name it.
bool read_postback(const Json& postback, std::int64_t milliseconds, Event& event) {
  event.id = text_of(at(postback, "mid"));
  event.text = text_if(at(postback, "title"));
  event.payload = text_if(at(postback, "payload"));
  event.greets = event.payload == "GET_STARTED";
  const auto& said = event.payload ? event.payload : event.text;
  if (event.id.empty() && said)
    event.id = "postback." + event.sender + '.' + std::to_string(milliseconds) + '.' + *said;
  return said.has_value();
}

void read_item(const Json& item, Received& out) {
  Event event{.account = text_of(at(item, {"recipient", "id"})),
              .sender = text_of(at(item, {"sender", "id"}))};
  event.peer = event.sender;
  const auto milliseconds = integer_of(at(item, "timestamp"));
  event.sent = milliseconds / 1000;
  const auto& message = at(item, "message");
  const auto& postback = at(item, "postback");
  const bool read = message.is_object()    ? read_message(message, event)
                    : postback.is_object() ? read_postback(postback, milliseconds, event)
                                           : false;
  if (read && !event.id.empty() && !event.peer.empty()) {
    out.events.push_back(std::move(event));
  } else {
    ++out.ignored;
  }
}

Json message_of(const Part& part, const std::string& tracker) {
  Json message = {{"text", part.text}};
  if (part.form != Part::Form::kText) {
    auto& replies = message["quick_replies"] = Json::array();
    for (const auto& option : part.options)
      replies.push_back({{"content_type", "text"}, {"title", option.label}, {"payload", option.payload}});
  }
  message["metadata"] = tracker;
  return message;
}

}  // namespace

std::string_view Messenger::name() const {
  return product_ == Product::kInstagram ? "instagram" : "messenger";
}

const AccountNeeds& Messenger::needs() const {
  static const AccountNeeds kMessengerNeeds{.inbound = {"app_secret", "verify_token"},
                                            .outbound = {"access_token"},
                                            .api_base = "https://graph.facebook.com"};
  static const AccountNeeds kInstagramNeeds{.inbound = {"app_secret", "verify_token"},
                                            .outbound = {"access_token"},
                                            .api_base = "https://graph.instagram.com"};
  return product_ == Product::kInstagram ? kInstagramNeeds : kMessengerNeeds;
}

// Instagram counts bytes, and shows quick replies on telephones only.
const Limits& Messenger::limits(const Account&) const {
  static const Limits kMessengerLimits{.text = 2000,
                                       .buttons = {.most = 13, .label = 20, .payload = 1000, .text = 2000}};
  static const Limits kInstagramLimits{.text = 1000,
                                       .unit = Unit::kBytes,
                                       .buttons = {.most = 13, .label = 20, .payload = 1000, .text = 1000},
                                       .numbers_beside = true};
  return product_ == Product::kInstagram ? kInstagramLimits : kMessengerLimits;
}

bool Messenger::verify(const WebRequest& request, const Account& account, std::int64_t) const {
  return meta_verify(request, account);
}

// "standby" is not read: there, another application owns the conversation.
Received Messenger::receive(const WebRequest& request, const Account&) const {
  if (request.method == "GET") return meta_handshake(request);
  Received out;
  const auto body = read_json(request.body);
  if (!body || !at(*body, "entry").is_array()) return {.malformed = true};
  for (const auto& entry : at(*body, "entry")) {
    const auto& items = at(entry, "messaging");
    if (!items.is_array()) {
      ++out.ignored;
      continue;
    }
    for (const auto& item : items) read_item(item, out);
  }
  return out;
}

std::vector<Call> Messenger::render(const std::vector<Part>& parts, const Event& cause, const Account&,
                                    std::string_view tag, std::int64_t) const {
  std::vector<Call> calls;
  for (const auto& part : parts) {
    const auto tracker = std::string(tag) + '.' + std::to_string(calls.size());
    const Json body = {{"recipient", {{"id", cause.peer}}},
                       {"messaging_type", "RESPONSE"},
                       {"message", message_of(part, tracker)}};
    calls.push_back({.path = '/' + std::string(kGraphVersion) + "/me/messages", .body = write_json(body)});
  }
  return calls;
}

void Messenger::authorise(Call& call, const Account& account) const { meta_authorise(call, account); }

Outcome Messenger::classify(const Call& call, const WebAnswer& answer) const {
  return meta_classify(answer, Channel::classify(call, answer));
}

int Messenger::refusal_status(const WebRequest& request) const { return meta_refusal_status(request); }

std::optional<Call> Messenger::probe(const Account&) const {
  return Call{.path = '/' + std::string(kGraphVersion) + "/me", .method = "GET"};
}

std::string Messenger::setup(const Account& account) const {
  return meta_setup(account, "messages, messaging_postbacks");
}

}  // namespace verbatim::messaging
