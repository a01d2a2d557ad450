#include "adapters/host/host.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "tests/protocol/small_rulebook.h"

using namespace verbatim;

namespace {

std::string render(const Reply& reply) { return plain_text(reply.blocks); }

void never(const Turn&) { FAIL("a store in memory answers at once"); }

struct Fixture {
  explicit Fixture(HostOptions options = {}) : host(sites(), options) {}

  static std::vector<LoadedSite> sites() {
    const auto rulebook = Rulebook::parse(small_rulebook()).rulebook;
    REQUIRE(rulebook);
    std::vector<LoadedSite> sites;
    for (const auto* name : {"east", "west"})
      sites.push_back({.name = name, .folder = {}, .rulebook = rulebook});
    return sites;
  }

  Host::Opened open(const Site& site, std::string_view session) {
    const auto opened = host.open(site, session, "", [](const Host::Opened&) { FAIL("not at once"); });
    REQUIRE(opened);
    return *opened;
  }
  std::shared_ptr<Conversation> begin() { return open(east(), "").conversation; }
  const Site& east() const { return *host.find_site("east"); }
  const Site& west() const { return *host.find_site("west"); }

  Host host;
};

Turn take(Conversation& conversation, std::string id, std::string text) {
  return conversation.take({.id = std::move(id), .text = std::move(text)}, render, never);
}

Turn press(Conversation& conversation, std::string id, std::string value) {
  return conversation.take({.id = std::move(id), .choice = std::move(value)}, render, never);
}

// "seq id text"
std::string say(Conversation& conversation, std::string id, std::string text) {
  const auto reply = take(conversation, std::move(id), std::move(text)).reply;
  return std::to_string(reply.seq) + " " + reply.id + " " + *reply.text;
}

}  // namespace

TEST_CASE("replies of a conversation count from one") {
  Fixture f;
  const auto conversation = f.begin();
  CHECK(say(*conversation, "a", "when are you open?").starts_with("1 a From nine."));
  CHECK(say(*conversation, "b", "what does it cost?").starts_with("2 b Ten."));
}

TEST_CASE("a repeated id gets the same reply and is not taken as a turn") {
  Fixture f;
  const auto conversation = f.begin();
  const auto first = take(*conversation, "a", "when are you open?");
  const auto again = take(*conversation, "a", "something else");
  CHECK(again.status == Turn::Status::kRepeated);
  CHECK(again.reply.text == first.reply.text);
  CHECK(say(*conversation, "b", "what does it cost?").starts_with("2 b"));
}

TEST_CASE("the oldest reply is forgotten when the memory is full") {
  HostOptions options;
  options.turn.remembered_replies = 2;
  Fixture f(options);
  const auto conversation = f.begin();
  for (const auto* id : {"a", "b", "c"}) say(*conversation, id, "when are you open?");
  CHECK(take(*conversation, "c", "").status == Turn::Status::kRepeated);
  CHECK(conversation->replies_after(0).size() == 2);
  CHECK(conversation->replies_after(2).size() == 1);
  CHECK(conversation->replies_after(99).empty());
}

TEST_CASE("an unknown choice is refused and leaves no trace") {
  Fixture f;
  const auto conversation = f.begin();
  CHECK(press(*conversation, "a", "bogus").status == Turn::Status::kUnknownChoice);
  CHECK(press(*conversation, "a", "price").status == Turn::Status::kAnswered);
  CHECK(conversation->replies_after(0).size() == 1);
}

TEST_CASE("a flood of messages is refused, a repeated id never") {
  HostOptions options;
  options.turn = {.remembered_replies = 4, .messages = {.per_second = 0.001, .burst = 2}};
  Fixture f(options);
  const auto conversation = f.begin();
  CHECK(take(*conversation, "a", "hi").status == Turn::Status::kAnswered);
  CHECK(take(*conversation, "b", "hi").status == Turn::Status::kAnswered);
  CHECK(take(*conversation, "c", "hi").status == Turn::Status::kTooFast);
  CHECK(take(*conversation, "b", "hi").status == Turn::Status::kRepeated);
}

TEST_CASE("a conversation is resumed by its token, on its own site only") {
  Fixture f;
  const auto token = to_text(f.begin()->token());
  CHECK(f.open(f.east(), token).resumed);
  CHECK_FALSE(f.open(f.west(), token).resumed);
  CHECK_FALSE(f.open(f.east(), "0123456789abcdef0123456789abcdef").resumed);
  CHECK_FALSE(f.open(f.east(), "rubbish").resumed);
}

TEST_CASE("an idle conversation expires") {
  Fixture f;
  const auto token = to_text(f.begin()->token());
  f.host.expire(Host::Clock::now() + std::chrono::hours(23));
  CHECK(f.host.conversations() == 1);
  f.host.expire(Host::Clock::now() + std::chrono::hours(25));
  CHECK(f.host.conversations() == 0);
  CHECK_FALSE(f.open(f.east(), token).resumed);
}

TEST_CASE("the number of conversations is bounded, and one in which something was said stays longer") {
  HostOptions options;
  options.max_conversations = 160;
  Fixture f(options);
  const auto spoken = f.begin();
  say(*spoken, "a", "hi");
  for (int i = 0; i < 2000; ++i) f.begin();
  CHECK(f.host.conversations() <= 160);
  CHECK(f.open(f.east(), to_text(spoken->token())).resumed);
}

TEST_CASE("turns of one conversation wait for each other") {
  HostOptions options;
  options.turn = {.remembered_replies = 1000, .messages = {.per_second = 0, .burst = 0}};
  Fixture f(options);
  const auto conversation = f.begin();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 100; ++i) say(*conversation, std::to_string(t * 100 + i), "when are you open?");
    });
  for (auto& thread : threads) thread.join();
  const auto replies = conversation->replies_after(0);
  REQUIRE(replies.size() == 400);
  for (std::size_t i = 0; i < replies.size(); ++i) CHECK(replies[i].seq == i + 1);
}

TEST_CASE("tokens are 32 digits, never twice the same, and read back") {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) {
    const auto token = new_token();
    const auto text = to_text(token);
    REQUIRE(text.size() == 32);
    REQUIRE(token_from_text(text) == token);
    seen.insert(text);
  }
  CHECK(seen.size() == 10'000);
  CHECK_FALSE(token_from_text("0123456789ABCDEF0123456789ABCDEF"));
  CHECK_FALSE(token_from_text(""));
}
