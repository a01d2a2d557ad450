// The platforms' own requests, where the vectors are at hand: verified or refused, read to the last field.
#include <doctest/doctest.h>

#include "vectors.h"

namespace verbatim::messaging {
namespace {

constexpr auto* kVectors = "../shared/data/adapter-vectors.json";

std::string conversation(const Json& vector, const Event& event) {
  auto name = text_of(at(vector, "platform")) + '|' + event.account + '|' + event.peer;
  if (!event.thread.empty()) name += '|' + event.thread;
  return name;
}

void compare_optional(const Json& wanted, const std::optional<std::string>& got) {
  if (wanted.is_null()) {
    CHECK_FALSE(got);
  } else {
    CHECK(got == text_of(wanted));
  }
}

void compare(const Json& vector, const Json& wanted, const Event& event) {
  compare_optional(at(wanted, "text"), event.text);
  compare_optional(at(wanted, "payload"), event.payload);
  CHECK(event.sender == text_of(at(wanted, "sender")));
  CHECK(conversation(vector, event) == text_of(at(wanted, "conversation")));
  CHECK(event.id == text_of(at(wanted, "message_id")));
  if (!at(wanted, "kind").is_null()) CHECK(event.kind == text_of(at(wanted, "kind")));
  if (!at(wanted, "reply_to").is_null()) CHECK(event.reply_to == text_of(at(wanted, "reply_to")));
  if (!at(wanted, "reply_token").is_null()) CHECK(event.handle == text_of(at(wanted, "reply_token")));
  if (!at(wanted, "callback_id").is_null()) CHECK(event.handle == text_of(at(wanted, "callback_id")));
}

void compare_events(const Json& vector, const std::vector<Event>& events) {
  const auto& expect = at(vector, "expect");
  auto wanted = at(expect, "messages");
  if (!wanted.is_array()) wanted = Json::array({expect});
  REQUIRE(events.size() == wanted.size());
  for (std::size_t i = 0; i < events.size(); ++i) compare(vector, wanted[i], events[i]);
}

void compare_receipts(const Json& wanted, const std::vector<Receipt>& receipts) {
  REQUIRE(receipts.size() == wanted.size());
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    CHECK(receipts[i].id == text_of(at(wanted[i], "message_id")));
    CHECK(receipts[i].state == text_of(at(wanted[i], "status")));
    CHECK(receipts[i].error == integer_of(at(wanted[i], "error")));
  }
}

void play(const Json& vector) {
  const auto name = text_of(at(vector, "platform")) + '/' + text_of(at(vector, "name"));
  CAPTURE(name);
  const auto& channel = *find_channel(text_of(at(vector, "platform")));
  const auto account = account_of(vector);
  const VectorRequest request(at(vector, "request"));
  const auto& expect = at(vector, "expect");
  const bool verified = channel.verify(request.view(), account, integer_of(at(vector, "now")));
  CHECK(verified == is_true(at(expect, "verified")));
  if (!verified) {
    CHECK(channel.refusal_status(request.view()) == integer_of(at(expect, "status")));
    return;
  }
  const auto received = channel.receive(request.view(), account);
  CHECK(received.reply.status == integer_of(at(expect, "status")));
  if (const auto body = text_if(at(expect, "response_body"))) CHECK(received.reply.body == *body);
  const auto action = text_of(at(expect, "action"));
  if (action == "deliver" || action == "stale") compare_events(vector, received.events);
  if (action == "duplicate") CHECK(received.events.size() == 1);
  CHECK(received.handshake == (action == "handshake"));
  if (action == "ignore")
    for (const auto& event : received.events) CHECK(event.muted);
  if (const auto& statuses = at(expect, "statuses"); statuses.is_array())
    compare_receipts(statuses, received.receipts);
}

}  // namespace

TEST_CASE("the verified vectors are read as the platforms mean them") {
  const auto vectors = read_vectors(kVectors);
  if (vectors.empty()) {
    MESSAGE("no vectors beside this checkout");
    return;
  }
  CHECK(vectors.size() > 50);
  for (const auto& vector : vectors) play(vector);
}

}  // namespace verbatim::messaging
