// What codecs do with requests that no vector shows, and what they make of a reply.
#include <doctest/doctest.h>

#include "adapters/messaging/channel.h"
#include "adapters/messaging/crypto.h"
#include "adapters/messaging/form.h"
#include "adapters/messaging/read_json.h"
#include "adapters/messaging/telegram.h"

namespace verbatim::messaging {
namespace {

const Channel& channel(std::string_view name) { return *find_channel(name); }

WebRequest post(std::string_view body, std::span<const Header> headers = {}) {
  return {.method = "POST", .target = "/hooks/any", .headers = headers, .body = body};
}

Received read(std::string_view name, std::string_view body, std::string_view type = "application/json") {
  const std::vector<Header> headers{{"Content-Type", type}};
  return channel(name).receive(post(body, headers), {.name = "clinicbot"});
}

std::vector<Call> calls_for(std::string_view name, const Event& cause, std::vector<Part> parts,
                            std::int64_t now = 0) {
  return channel(name).render(parts, cause, {.settings = {{"account_sid", "AC1"}}}, "tag", now);
}

Json body_of(const Call& call) { return read_json(call.body).value(); }

const std::vector<Part> kChoice{
    {.text = "Sure?",
     .form = Part::Form::kButtons,
     .options = {{.label = "Yes", .payload = "a"}, {.label = "No", .payload = "b"}}}};

}  // namespace

TEST_CASE("a signature given twice is no signature") {
  const Account account{.secrets = {{"app_secret", {"key"}}}};
  const auto good = "sha256=" + to_hex(hmac_sha256("key", "{}"));
  const std::vector<Header> once{{"x-hub-signature-256", good}};
  const std::vector<Header> twice{{"X-Hub-Signature-256", good}, {"x-hub-signature-256", good}};
  CHECK(channel("whatsapp").verify(post("{}", once), account, 0));
  CHECK_FALSE(channel("whatsapp").verify(post("{}", twice), account, 0));
}

TEST_CASE("while a secret is exchanged, the old and the new one hold") {
  const Account account{.secrets = {{"secret_token", {"old", "new"}}}};
  for (const auto& [token, right] : {std::pair{"old", true}, {"new", true}, {"other", false}, {"", false}}) {
    const std::vector<Header> headers{{"X-Telegram-Bot-Api-Secret-Token", token}};
    CHECK(channel("telegram").verify(post("{}", headers), account, 0) == right);
  }
}

TEST_CASE("without a secret nothing is authentic") {
  const std::vector<Header> headers{{"X-Telegram-Bot-Api-Secret-Token", ""},
                                    {"X-Hub-Signature-256", "sha256="},
                                    {"x-line-signature", ""},
                                    {"X-Twilio-Signature", ""},
                                    {"X-Slack-Signature", "v0="},
                                    {"X-Slack-Request-Timestamp", "0"}};
  for (const auto* one : all_channels()) {
    CAPTURE(one->name());
    CHECK_FALSE(one->verify(post("{}", headers), {.public_url = "https://bot.example.com/"}, 0));
    CHECK_FALSE(one->verify({.method = "GET", .target = "/?hub.mode=subscribe&hub.verify_token="}, {}, 0));
  }
}

TEST_CASE("all messages of a batch are read, and strange ones among them are passed over") {
  const auto received = read("whatsapp", R"({"entry":[{"changes":[{"field":"messages","value":{
    "metadata":{"phone_number_id":"1"},"statuses":[{"id":"o1","status":"read"}],"messages":[
      {"id":"a","from":"2","timestamp":"5","type":"text","text":{"body":"one"}},
      {"id":"b","from":"2","timestamp":"6","type":"from_the_future"},
      {"id":"c","from":"3","timestamp":"7","type":"audio","audio":{"id":"9"}},
      {"id":"d","from":"3","type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{}}},
      17, null]}}]},{"changes":[{"field":"messages","value":{"messages":[
      {"id":"e","from":"2","type":"text","text":{"body":"two"}}]}}]}]})");
  REQUIRE(received.events.size() == 3);
  CHECK(received.events[0].text == "one");
  CHECK(received.events[1].kind == "audio");
  CHECK_FALSE(received.events[1].text);
  CHECK(received.events[2].text == "two");
  CHECK(received.receipts.size() == 1);
  CHECK(received.ignored == 4);
}

TEST_CASE("what is signed but no message of the platform is acknowledged and counted") {
  for (const auto* one : all_channels()) {
    CAPTURE(one->name());
    for (const auto* body :
         {"", "test", "[]", "17", "{}", "null", "{\"entry\":7,\"events\":{}}", "\xff\xfe"}) {
      const auto received = one->receive(post(body), {});
      CHECK(received.reply.status == 200);
      CHECK(received.events.empty());
      CHECK((received.malformed || received.ignored > 0));
    }
  }
}

TEST_CASE("Telegram: edits, bots and service messages are passed over, stickers and voice are not") {
  const auto message = [](const std::string& rest) {
    return R"({"update_id":1,"message":{"chat":{"id":5},"from":{"id":6},"date":1)" + rest + "}}";
  };
  CHECK(read("telegram", R"({"update_id":1,"edited_message":{"chat":{"id":5},"text":"x"}})").events.empty());
  CHECK(read("telegram", message(R"(,"new_chat_title":"x")")).events.empty());
  CHECK(read("telegram", message(R"(,"sticker":{})")).events.at(0).kind == "sticker");
  CHECK(read("telegram", message(R"(,"voice":{})")).events.at(0).kind == "audio");
  CHECK(read("telegram", message(R"(,"text":"/start")")).events.at(0).greets);
  CHECK(read("telegram", message(R"(,"text":"hi @clinicbot")")).events.at(0).mention == "@clinicbot");
  const auto topic =
      read("telegram", message(R"(,"text":"x","is_topic_message":true,"message_thread_id":77)")).events.at(0);
  CHECK(topic.thread == "77");
}

TEST_CASE("Telegram: an update list is read to its end, and says where to go on") {
  const auto updates = Telegram::read_updates(
      {.status = 200,
       .body =
           R"({"ok":true,"result":[{"update_id":7,"message":{"chat":{"id":5},"text":"a"}},{"update_id":9}]})"},
      {});
  REQUIRE(updates);
  CHECK(updates->received.events.size() == 1);
  CHECK(updates->next == 10);
  CHECK_FALSE(Telegram::read_updates({.status = 409, .body = R"({"ok":false})"}, {}));
  CHECK(body_of(Telegram::poll(10, 50)).at("offset") == 10);
}

TEST_CASE("Telegram: a press is answered, and the first call may be the response itself") {
  const auto calls = calls_for("telegram", {.peer = "-100123", .thread = "77", .handle = "cb"}, kChoice);
  REQUIRE(calls.size() == 2);
  CHECK(body_of(calls[0]).at("chat_id") == -100123);
  CHECK(body_of(calls[0]).at("message_thread_id") == 77);
  CHECK(body_of(calls[0])["reply_markup"]["inline_keyboard"][0][1]["callback_data"] == "b");
  CHECK(calls[1].minor);
  const auto said = channel("telegram").in_response(std::span(calls).first(1));
  CHECK(said.body.starts_with(R"({"method":"sendMessage","chat_id":-100123,)"));
  Call call = calls[0];
  channel("telegram").authorise(call, {.secrets = {{"token", {"1:x"}}}});
  CHECK(call.path == "/bot1:x/sendMessage");
}

TEST_CASE("Twilio: the response is TwiML, with the text escaped") {
  const auto calls = calls_for("twilio", {.account = "+15550100", .peer = "+15550101"},
                               {{.text = "a < b & \x01 c"}, {.text = "second"}});
  CHECK(channel("twilio").in_response(calls).body ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Message>a &lt; b &amp;  c</Message>"
        "<Message>second</Message></Response>");
  CHECK(field_of(read_form(calls[0].body), "From") == "+15550100");
  CHECK(calls[0].path == "/2010-04-01/Accounts/AC1/Messages.json");
}

TEST_CASE("Twilio: a status is a receipt, and an opt-out word is never answered") {
  const auto form = "application/x-www-form-urlencoded";
  const auto status = read("twilio", "MessageSid=SM1&MessageStatus=failed&ErrorCode=30003&From=a&To=b", form);
  REQUIRE(status.receipts.size() == 1);
  CHECK(status.receipts[0].error == 30003);
  CHECK(read("twilio", "MessageSid=SM1&From=a&To=b&Body=+stop+", form).events.at(0).muted);
  CHECK_FALSE(read("twilio", "MessageSid=SM1&From=a&To=b&Body=stop+it", form).events.at(0).muted);
  CHECK(read("twilio", "MessageSid=SM1&From=a&To=b&NumMedia=1&MediaContentType0=audio/ogg", form)
            .events.at(0)
            .kind == "audio");
}

TEST_CASE("what cannot be claimed or answered is no event") {
  const auto form = "application/x-www-form-urlencoded";
  CHECK(read("twilio", "MessageSid=&From=a&To=b&Body=x", form).events.empty());
  CHECK(read("twilio", "MessageSid=SM1&From=&To=b&Body=x", form).events.empty());
  CHECK(
      read("slack",
           R"({"type":"event_callback","event_id":"E","event":{"type":"app_mention","user":"U","text":"x"}})")
          .events.empty());
  CHECK(
      read("slack", R"({"type":"block_actions","trigger_id":"t","actions":[{"value":"v"}]})").events.empty());
}

TEST_CASE("WhatsApp: someone without a number is addressed as recipient") {
  const auto by_id = calls_for("whatsapp", {.account = "1", .peer = "US.123"}, {{.text = "x"}});
  CHECK(body_of(by_id[0]).contains("recipient"));
  CHECK_FALSE(body_of(by_id[0]).contains("to"));
  const auto by_number = calls_for("whatsapp", {.account = "1", .peer = "15550101"}, kChoice);
  CHECK(body_of(by_number[0]).at("to") == "15550101");
  CHECK(body_of(by_number[0])["interactive"]["action"]["buttons"][1]["reply"]["id"] == "b");
  CHECK(by_number[0].path == "/v23.0/1/messages");
}

TEST_CASE("Slack: the answer stays in its thread and is escaped") {
  auto parts = kChoice;
  parts[0].text = "a < b";
  const auto body = body_of(calls_for("slack", {.peer = "C1", .thread = "1.2"}, parts)[0]);
  CHECK(body.at("thread_ts") == "1.2");
  CHECK(body.at("text") == "a &lt; b");
  CHECK(body["blocks"][1]["elements"][0]["value"] == "a");
}

TEST_CASE("Slack: a section never grows over its limit by escaping") {
  auto parts = kChoice;
  parts[0].text = std::string(2900, '&');
  const auto body = body_of(calls_for("slack", {.peer = "C1"}, parts)[0]);
  for (const auto& block : body["blocks"])
    if (block["type"] == "section") CHECK(block["text"]["text"].get<std::string>().size() <= 3000);
}

TEST_CASE("LINE: a young token is replied to, an old one is pushed with a key") {
  const Event cause{.peer = "U1", .handle = "token", .sent = 100};
  const std::vector<Part> six(6, Part{.text = "x"});
  const auto young = calls_for("line", cause, six, 110);
  REQUIRE(young.size() == 2);
  CHECK(young[0].path == "/v2/bot/message/reply");
  CHECK_FALSE(young[0].repeatable);
  CHECK(body_of(young[0]).at("messages").size() == 5);
  CHECK(young[1].repeatable);
  const auto old = calls_for("line", cause, kChoice, 130);
  CHECK(old[0].path == "/v2/bot/message/push");
  CHECK(old[0].headers.at(0).first == "X-Line-Retry-Key");
  CHECK(old[0].headers == calls_for("line", cause, kChoice, 140)[0].headers);
}

TEST_CASE("the platforms' answers are told apart") {
  using Kind = Outcome::Kind;
  struct Row {
    std::string_view channel;
    WebAnswer answer;
    Kind kind;
    std::int64_t wait_ms = 0;
  };
  const Call push{.repeatable = true};
  for (const auto& [name, answer, kind, wait] :
       {Row{"line", {.status = 200}, Kind::kSent}, Row{"line", {.status = 409}, Kind::kSent},
        Row{"line", {.status = 400}, Kind::kNever}, Row{"twilio", {.status = 201}, Kind::kSent},
        Row{"twilio", {.status = 429, .retry_after = "3"}, Kind::kLater, 3000},
        Row{"slack", {.status = 200, .body = R"({"ok":true})"}, Kind::kSent},
        Row{"slack", {.status = 200, .body = R"({"ok":false,"error":"channel_not_found"})"}, Kind::kNever},
        Row{"slack", {.status = 200, .body = R"({"ok":false,"error":"ratelimited"})"}, Kind::kLater},
        Row{"telegram", {.status = 429, .body = R"({"parameters":{"retry_after":7}})"}, Kind::kLater, 7000},
        Row{"telegram", {.status = 403}, Kind::kNever},
        Row{"whatsapp", {.status = 400, .body = R"({"error":{"code":131056}})"}, Kind::kLater, 6000},
        Row{"whatsapp", {.status = 400, .body = R"({"error":{"code":131047}})"}, Kind::kNever},
        Row{"messenger", {.status = 500}, Kind::kLater}}) {
    CAPTURE(name);
    CAPTURE(answer.status);
    CAPTURE(answer.body);
    const auto outcome = channel(name).classify(push, answer);
    CHECK(outcome.kind == kind);
    CHECK(outcome.wait_ms == wait);
  }
}

}  // namespace verbatim::messaging
