#include "adapters/messaging/whatsapp.h"

#include <algorithm>
#include <array>

#include "adapters/messaging/meta.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {
namespace {

// Someone without a telephone number in sight: "US.13491208655302741918".
bool is_business_scoped(std::string_view peer) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return peer.size() > 3 && letter(peer[0]) && letter(peer[1]) && peer[2] == '.';
}

bool is_attachment(std::string_view type) {
  constexpr std::array<std::string_view, 7> kTypes{"image",   "video",    "audio",   "document",
                                                   "sticker", "location", "contacts"};
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

// Fills what depends on the type; false for one that is no message to us.
bool read_content(const Json& message, Event& event) {
  const auto type = text_of(at(message, "type"));
  if (type == "text") {
    event.text = text_of(at(message, {"text", "body"}));
  } else if (type == "interactive") {
    const auto kind = text_of(at(message, {"interactive", "type"}));
    const auto& answer = at(at(message, "interactive"), kind.c_str());
    event.text = text_if(at(answer, "title"));
    event.payload = text_if(at(answer, "id"));
    return event.payload.has_value();
  } else if (type == "button") {
    event.text = text_if(at(message, {"button", "text"}));
    event.payload = text_if(at(message, {"button", "payload"}));
  } else if (is_attachment(type)) {
    event.kind = type;
    event.text = text_if(at(at(message, type.c_str()), "caption"));
  } else {
    return false;
  }
  return true;
}

void read_message(const Json& message, const std::string& account, Received& out) {
  Event event{.id = text_of(at(message, "id")), .account = account};
  event.sender = text_of(at(message, "from"));
  if (event.sender.empty()) event.sender = text_of(at(message, "from_user_id"));
  event.peer = event.sender;
  event.reply_to = text_of(at(message, {"context", "id"}));
  event.sent = integer_of(at(message, "timestamp"));
  const bool whole = !event.id.empty() && !event.peer.empty() && read_content(message, event);
  if (whole) {
    out.events.push_back(std::move(event));
  } else {
    ++out.ignored;
  }
}

void read_status(const Json& status, Received& out) {
  const auto& errors = at(status, "errors");
  const bool failed = errors.is_array() && !errors.empty();
  out.receipts.push_back({.id = text_of(at(status, "id")),
                          .state = text_of(at(status, "status")),
                          .tracker = text_of(at(status, "biz_opaque_callback_data")),
                          .error = failed ? integer_of(at(errors.front(), "code")) : 0});
}

void read_change(const Json& change, Received& out) {
  const auto& value = at(change, "value");
  if (const auto& statuses = at(value, "statuses"); statuses.is_array())
    for (const auto& status : statuses) read_status(status, out);
  const auto& messages = at(value, "messages");
  if (text_of(at(change, "field")) != "messages") {
    ++out.ignored;
  } else if (messages.is_array()) {
    const auto account = text_of(at(value, {"metadata", "phone_number_id"}));
    for (const auto& message : messages) read_message(message, account, out);
  }
}

Json buttons_of(const Part& part) {
  Json buttons = Json::array();
  for (const auto& option : part.options)
    buttons.push_back({{"type", "reply"}, {"reply", {{"id", option.payload}, {"title", option.label}}}});
  return {{"type", "button"}, {"body", {{"text", part.text}}}, {"action", {{"buttons", buttons}}}};
}

Json list_of(const Part& part, const Account& account) {
  Json rows = Json::array();
  for (const auto& option : part.options) {
    Json row = {{"id", option.payload}, {"title", option.label}};
    if (!option.description.empty()) row["description"] = option.description;
    rows.push_back(std::move(row));
  }
  const auto named = account.setting("list_button");
  const std::string button(named.empty() ? "☰" : named);
  return {{"type", "list"},
          {"body", {{"text", part.text}}},
          {"action", {{"button", button}, {"sections", Json::array({{{"rows", rows}}})}}}};
}

std::string body_of(const Part& part, const Event& cause, const Account& account,
                    const std::string& tracker) {
  Json body = {{"messaging_product", "whatsapp"}, {"recipient_type", "individual"}};
  body[is_business_scoped(cause.peer) ? "recipient" : "to"] = cause.peer;
  if (part.form == Part::Form::kText) {
    body["type"] = "text";
    body["text"] = {{"body", part.text}};
  } else {
    body["type"] = "interactive";
    body["interactive"] = part.form == Part::Form::kButtons ? buttons_of(part) : list_of(part, account);
  }
  body["biz_opaque_callback_data"] = tracker;
  return write_json(body);
}

}  // namespace

const AccountNeeds& WhatsApp::needs() const {
  static const AccountNeeds needs{.inbound = {"app_secret", "verify_token"},
                                  .outbound = {"access_token"},
                                  .settings = {},
                                  .optional = {"list_button", "phone_number_id"},
                                  .api_base = "https://graph.facebook.com"};
  return needs;
}

const Limits& WhatsApp::limits(const Account&) const {
  static const Limits limits{
      .text = 4096,
      .buttons = {.most = 3, .label = 20, .payload = 256, .text = 1024},
      .list = {.most = 10, .label = 24, .payload = 200, .text = 1024, .description = 72}};
  return limits;
}

bool WhatsApp::verify(const WebRequest& request, const Account& account, std::int64_t) const {
  return meta_verify(request, account);
}

// Up to a thousand updates may come in one request.
Received WhatsApp::receive(const WebRequest& request, const Account&) const {
  if (request.method == "GET") return meta_handshake(request);
  Received out;
  const auto body = read_json(request.body);
  if (!body || !at(*body, "entry").is_array()) return {.malformed = true};
  for (const auto& entry : at(*body, "entry"))
    if (const auto& changes = at(entry, "changes"); changes.is_array())
      for (const auto& change : changes) read_change(change, out);
  return out;
}

std::vector<Call> WhatsApp::render(const std::vector<Part>& parts, const Event& cause, const Account& account,
                                   std::string_view tag, std::int64_t) const {
  std::vector<Call> calls;
  for (const auto& part : parts) {
    const auto tracker = std::string(tag) + '.' + std::to_string(calls.size());
    calls.push_back({.path = '/' + std::string(kGraphVersion) + '/' + cause.account + "/messages",
                     .body = body_of(part, cause, account, tracker)});
  }
  return calls;
}

void WhatsApp::authorise(Call& call, const Account& account) const { meta_authorise(call, account); }

Outcome WhatsApp::classify(const Call& call, const WebAnswer& answer) const {
  return meta_classify(answer, Channel::classify(call, answer));
}

int WhatsApp::refusal_status(const WebRequest& request) const { return meta_refusal_status(request); }

std::optional<Call> WhatsApp::probe(const Account& account) const {
  const std::string number(account.setting("phone_number_id"));
  return Call{.path = '/' + std::string(kGraphVersion) + '/' + (number.empty() ? "me" : number),
              .method = "GET"};
}

std::string WhatsApp::setup(const Account& account) const { return meta_setup(account, "messages"); }

}  // namespace verbatim::messaging
