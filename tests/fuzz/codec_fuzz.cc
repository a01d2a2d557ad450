// Any bytes become events or nothing, and whatever a person wrote can be answered within the platform's
// limits.
#include "adapters/messaging/channel.h"
#include "adapters/messaging/read_json.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace verbatim;
using namespace verbatim::messaging;
using fuzz::require;

constexpr std::string_view kTypes[] = {"application/json", "application/x-www-form-urlencoded", "",
                                       "text/plain"};

// A reply that says what the person said, with two buttons of it.
Reply echo(const std::string& text) {
  Reply reply{.kind = ReplyKind::kAnswer, .blocks = {{.lines = {{Span{.text = text}}}}}};
  reply.choices = {{"one", text}, {"two", "Two"}};
  return reply;
}

void check_parts(const std::vector<Part>& parts, const Limits& limits) {
  require(!parts.empty(), "a reply has a part");
  for (const auto& part : parts) {
    require(!part.text.empty(), "no part is empty");
    require(length(part.text, limits.unit) <= limits.text, "a part is within the platform's limit");
    for (const auto& option : part.options) require(!option.label.empty(), "a button has a label");
  }
}

void check_event(const Channel& channel, const Account& account, const Event& event) {
  require(!event.id.empty() && !event.peer.empty(), "an event can be claimed and answered");
  const auto& limits = channel.limits(account);
  const auto parts = draft(echo(event.text.value_or("")), limits);
  check_parts(parts, limits);
  const auto calls = channel.render(parts, event, account, "tag", event.sent);
  require(!calls.empty(), "a reply is a call at least");
  for (const auto& call : calls)
    require(call.content_type.find("json") == std::string::npos || read_json(call.body).has_value(),
            "what we send as JSON is JSON");
  if (channel.most_in_response() > 0) (void)channel.in_response(std::span(calls).first(1));
}

}  // namespace

// The first byte chooses the channel, the second the content type.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto& channel = *all_channels()[data[0] % all_channels().size()];
  const auto body = fuzz::text_of(data + 2, size - 2);
  const std::vector<Header> headers{{"Content-Type", kTypes[data[1] % 4]}, {"X-Twilio-Signature", body}};
  const WebRequest request{.method = "POST", .target = "/hooks", .headers = headers, .body = body};
  const Account account{.name = "clinicbot",
                        .public_url = "https://bot.example.com/hooks",
                        .secrets = {{"auth_token", {"a"}},
                                    {"app_secret", {"a"}},
                                    {"secret_token", {"a"}},
                                    {"signing_secret", {"a"}},
                                    {"channel_secret", {"a"}}}};
  require(!channel.verify(request, account, 0), "nobody guesses a signature");
  const auto received = channel.receive(request, account);
  require(received.reply.status == 200, "what is authentic is acknowledged");
  for (const auto& event : received.events) check_event(channel, account, event);
  (void)channel.classify({}, {.status = 200, .body = std::string(body)});
  return 0;
}
