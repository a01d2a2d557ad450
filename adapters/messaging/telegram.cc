#include "adapters/messaging/telegram.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/messaging/crypto.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {
namespace {

// The member that holds what was sent, and the kind it makes the event.
constexpr std::array<std::pair<const char*, std::string_view>, 12> kAttachments{{{"photo", "image"},
                                                                                 {"voice", "audio"},
                                                                                 {"audio", "audio"},
                                                                                 {"video", "video"},
                                                                                 {"video_note", "video"},
                                                                                 {"animation", "video"},
                                                                                 {"document", "document"},
                                                                                 {"sticker", "sticker"},
                                                                                 {"location", "location"},
                                                                                 {"contact", "contacts"},
                                                                                 {"dice", "sticker"},
                                                                                 {"poll", "poll"}}};

// False when there is nothing a person said: somebody joined, a title changed.
bool read_content(const Json& message, Event& event) {
  event.text = text_if(at(message, "text"));
  if (event.text) return true;
  event.text = text_if(at(message, "caption"));
  for (const auto& [member, kind] : kAttachments) {
    if (at(message, member).is_null()) continue;
    event.kind = kind;
    return true;
  }
  return false;
}

// A group is one conversation, and so is each topic of a forum.
void read_place(const Json& message, Event& event) {
  event.peer = text_of(at(message, {"chat", "id"}));
  if (is_true(at(message, "is_topic_message"))) event.thread = text_of(at(message, "message_thread_id"));
}

void read_command(const Account& account, Event& event) {
  const auto mention = "@" + account.name;
  if (!event.text) return;
  event.greets = *event.text == "/start" || event.text->starts_with("/start ") ||
                 event.text->starts_with("/start" + mention);
  if (event.text->find(mention) != std::string::npos) event.mention = mention;
}

bool read_message(const Json& message, const Account& account, Event& event) {
  if (!message.is_object() || is_true(at(message, {"from", "is_bot"}))) return false;
  read_place(message, event);
  event.sender = text_of(at(message, {"from", "id"}));
  event.sent = integer_of(at(message, "date"));
  event.reply_to = text_of(at(message, {"reply_to_message", "message_id"}));
  if (!read_content(message, event)) return false;
  read_command(account, event);
  return true;
}

// The date is that of the message with the button, which may be days old: the press itself has none.
bool read_press(const Json& query, Event& event) {
  read_place(at(query, "message"), event);
  event.sender = text_of(at(query, {"from", "id"}));
  event.payload = text_if(at(query, "data"));
  event.handle = text_of(at(query, "id"));
  return event.payload.has_value();
}

void read_update(const Json& update, const Account& account, Received& out) {
  Event event{.id = text_of(at(update, "update_id")), .account = account.name};
  const auto& query = at(update, "callback_query");
  const bool read =
      query.is_object() ? read_press(query, event) : read_message(at(update, "message"), account, event);
  if (read && !event.id.empty() && !event.peer.empty()) {
    out.events.push_back(std::move(event));
  } else {
    ++out.ignored;
  }
}

// Chats have numbers; public groups may have names.
Json chat_id(const std::string& peer) {
  const auto digits = std::string_view(peer).substr(peer.starts_with('-') ? 1 : 0);
  const auto number = read_digits(digits);
  if (!number) return peer;
  return peer.starts_with('-') ? -*number : *number;
}

// Short labels stand two in a row.
Json keyboard_of(const std::vector<Option>& options) {
  constexpr std::size_t kShort = 16;
  const bool pairs = std::all_of(options.begin(), options.end(), [](const Option& option) {
    return length(option.label, Unit::kUtf16) <= kShort;
  });
  Json rows = Json::array();
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!pairs || i % 2 == 0) rows.push_back(Json::array());
    rows.back().push_back({{"text", options[i].label}, {"callback_data", options[i].payload}});
  }
  return {{"inline_keyboard", rows}};
}

std::string body_of(const Part& part, const Event& cause) {
  Json body = {{"chat_id", chat_id(cause.peer)}, {"text", part.text}};
  if (const auto thread = read_digits(cause.thread)) body["message_thread_id"] = *thread;
  if (part.form != Part::Form::kText) body["reply_markup"] = keyboard_of(part.options);
  return write_json(body);
}

}  // namespace

const AccountNeeds& Telegram::needs() const {
  static const AccountNeeds needs{.inbound = {"secret_token"},
                                  .outbound = {"token"},
                                  .api_base = "https://api.telegram.org",
                                  .replies_in_response = true};
  return needs;
}

const Limits& Telegram::limits(const Account&) const {
  static const Limits limits{.text = 4096,
                             .buttons = {.most = 100, .label = 64, .payload = 64, .text = 4096}};
  return limits;
}

// A bearer token and no signature: who has it can say anything, so it is one bot's alone.
bool Telegram::verify(const WebRequest& request, const Account& account, std::int64_t) const {
  const auto given = header_of(request, "X-Telegram-Bot-Api-Secret-Token").value_or("");
  return account.any_secret("secret_token", [&](auto secret) { return same_secret(given, secret); });
}

Received Telegram::receive(const WebRequest& request, const Account& account) const {
  const auto update = read_json(request.body);
  if (!update || !update->is_object()) return {.malformed = true};
  Received out;
  read_update(*update, account, out);
  return out;
}

// A pressed button spins on the visitor's screen until the press is answered.
std::vector<Call> Telegram::render(const std::vector<Part>& parts, const Event& cause, const Account&,
                                   std::string_view, std::int64_t) const {
  std::vector<Call> calls;
  calls.reserve(parts.size() + 1);
  for (const auto& part : parts) calls.push_back({.path = "/sendMessage", .body = body_of(part, cause)});
  if (!cause.handle.empty())
    calls.push_back({.path = "/answerCallbackQuery",
                     .body = write_json({{"callback_query_id", cause.handle}}),
                     .minor = true});
  return calls;
}

void Telegram::authorise(Call& call, const Account& account) const {
  call.path = "/bot" + std::string(account.secret("token")) + call.path;
}

std::size_t Telegram::most_in_response() const { return 1; }

// The body of the call, with the method as its first member.
WebReply Telegram::in_response(std::span<const Call> calls) const {
  const auto& call = calls.front();
  return {.content_type = "application/json",
          .body = "{\"method\":\"" + call.path.substr(1) + "\"," + call.body.substr(1)};
}

Outcome Telegram::classify(const Call& call, const WebAnswer& answer) const {
  auto outcome = Channel::classify(call, answer);
  if (outcome.kind != Outcome::Kind::kLater) return outcome;
  const auto body = read_json(answer.body);
  const auto seconds = body ? integer_of(at(*body, {"parameters", "retry_after"})) : 0;
  outcome.wait_ms = std::max(outcome.wait_ms, std::clamp<std::int64_t>(seconds, 0, 3600) * 1000);
  return outcome;
}

std::optional<Call> Telegram::probe(const Account&) const { return Call{.path = "/getMe", .body = "{}"}; }

std::string Telegram::setup(const Account& account) const {
  return "Call setWebhook once, with the bot's token:\n  url           " + account.public_url +
         "\n  secret_token  the value of secret_token\n  allowed_updates  [\"message\",\"callback_query\"]\n";
}

Call Telegram::poll(std::int64_t offset, int seconds) {
  const Json body = {{"offset", offset},
                     {"timeout", seconds},
                     {"limit", 100},
                     {"allowed_updates", Json::array({"message", "callback_query"})}};
  return {.path = "/getUpdates", .body = write_json(body), .repeatable = true};
}

std::optional<Telegram::Updates> Telegram::read_updates(const WebAnswer& answer, const Account& account) {
  const auto body = read_json(answer.body);
  if (answer.status != 200 || !body || !at(*body, "result").is_array()) return std::nullopt;
  Updates updates;
  for (const auto& update : at(*body, "result")) {
    updates.next = std::max(updates.next, integer_of(at(update, "update_id")) + 1);
    read_update(update, account, updates.received);
  }
  return updates;
}

}  // namespace verbatim::messaging
