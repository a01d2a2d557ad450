#include "adapters/messaging/rehearsal.h"

#include "adapters/messaging/channel.h"
#include "adapters/messaging/crypto.h"
#include "adapters/messaging/form.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {
namespace {

constexpr std::string_view kPerson = "15550101";
constexpr std::string_view kUs = "15550100";

Json whatsapp_body(std::string_view text, std::int64_t now) {
  const Json message = {{"from", kPerson},
                        {"id", "wamid.1"},
                        {"timestamp", std::to_string(now)},
                        {"type", "text"},
                        {"text", {{"body", text}}}};
  const Json value = {{"metadata", {{"phone_number_id", kUs}}}, {"messages", Json::array({message})}};
  const Json change = {{"field", "messages"}, {"value", value}};
  return {{"object", "whatsapp_business_account"},
          {"entry", Json::array({{{"id", "1"}, {"changes", Json::array({change})}}})}};
}

Json messenger_body(std::string_view text, std::int64_t now) {
  const Json item = {{"sender", {{"id", kPerson}}},
                     {"recipient", {{"id", kUs}}},
                     {"timestamp", now * 1000},
                     {"message", {{"mid", "m1"}, {"text", text}}}};
  return {{"object", "page"}, {"entry", Json::array({{{"id", kUs}, {"messaging", Json::array({item})}}})}};
}

Json telegram_body(std::string_view text, std::int64_t now) {
  return {{"update_id", 1},
          {"message",
           {{"message_id", 1}, {"date", now}, {"chat", {{"id", 5}}}, {"from", {{"id", 5}}}, {"text", text}}}};
}

Json slack_body(std::string_view text, std::int64_t now) {
  const Json event = {{"type", "message"}, {"channel_type", "im"}, {"channel", "D1"},
                      {"user", "U1"},      {"text", text},         {"ts", "1.1"}};
  return {{"type", "event_callback"},
          {"team_id", "T1"},
          {"event_id", "E1"},
          {"event_time", now},
          {"event", event}};
}

Json line_body(std::string_view text, std::int64_t now) {
  const Json event = {{"type", "message"},
                      {"mode", "active"},
                      {"timestamp", now * 1000},
                      {"webhookEventId", "w1"},
                      {"replyToken", "token"},
                      {"source", {{"type", "user"}, {"userId", "U1"}}},
                      {"message", {{"type", "text"}, {"text", text}}}};
  return {{"destination", "D1"}, {"events", Json::array({event})}};
}

Json body_of(std::string_view channel, std::string_view text, std::int64_t now) {
  if (channel == "whatsapp") return whatsapp_body(text, now);
  if (channel == "telegram") return telegram_body(text, now);
  if (channel == "slack") return slack_body(text, now);
  if (channel == "line") return line_body(text, now);
  return messenger_body(text, now);
}

Call twilio_message(const Account& account, std::string_view text) {
  // In the order of their names, in which they are signed.
  const Fields fields{{"Body", std::string(text)},
                      {"From", "+" + std::string(kPerson)},
                      {"MessageSid", "SM1"},
                      {"To", "+" + std::string(kUs)}};
  auto said = account.public_url;
  for (const auto& [name, value] : fields) said += name + value;
  return {.path = account.path,
          .content_type = "application/x-www-form-urlencoded",
          .body = write_form(fields),
          .headers = {{"X-Twilio-Signature", to_base64(hmac_sha1(account.secret("auth_token"), said))}}};
}

void sign(const Account& account, std::int64_t now, Call& call) {
  if (account.channel == "telegram") {
    call.headers = {{"X-Telegram-Bot-Api-Secret-Token", std::string(account.secret("secret_token"))}};
  } else if (account.channel == "slack") {
    const auto stamp = std::to_string(now);
    const auto digest = hmac_sha256(account.secret("signing_secret"), "v0:" + stamp + ':' + call.body);
    call.headers = {{"X-Slack-Request-Timestamp", stamp}, {"X-Slack-Signature", "v0=" + to_hex(digest)}};
  } else if (account.channel == "line") {
    call.headers = {
        {"x-line-signature", to_base64(hmac_sha256(account.secret("channel_secret"), call.body))}};
  } else {
    call.headers = {
        {"X-Hub-Signature-256", "sha256=" + to_hex(hmac_sha256(account.secret("app_secret"), call.body))}};
  }
}

}  // namespace

Account rehearsal_account(std::string_view channel, std::string_view site, std::string_view api_base) {
  Account account{.channel = std::string(channel), .name = "rehearsal", .site = std::string(site)};
  account.path = "/hooks/" + account.channel;
  account.public_url = "https://bot.example.com" + account.path;
  account.api_base = api_base;
  const auto& needs = find_channel(channel)->needs();
  for (const auto& names : {needs.inbound, needs.outbound})
    for (const auto name : names) account.secrets[std::string(name)] = {"rehearsal"};
  account.settings["account_sid"] = "AC1";
  return account;
}

Call rehearsal_message(const Account& account, std::string_view text, std::int64_t now) {
  if (account.channel == "twilio") return twilio_message(account, text);
  Call call{.path = account.path, .body = write_json(body_of(account.channel, text, now))};
  sign(account, now, call);
  return call;
}

}  // namespace verbatim::messaging
