// What every store must do: the same tests for memory and for SQLite.
#include "adapters/store/store.h"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <memory>

#include "adapters/store/memory_store.h"
#include "adapters/store/sqlite_store.h"
#include "tests/store/waiting.h"

using namespace verbatim;
using namespace std::chrono_literals;

namespace {

const Instant kNow = std::chrono::system_clock::now();

void for_each_store(const std::function<void(Store&)>& test) {
  SUBCASE("memory") {
    MemoryStore store;
    test(store);
  }
  SUBCASE("sqlite") {
    const ScratchFolder folder;
    const auto opened = SqliteStore::open(folder.file());
    REQUIRE_MESSAGE(opened.store, opened.error);
    test(*opened.store);
  }
}

KeptConversation conversation(std::uint64_t seq) {
  KeptConversation kept{.site = "east", .session = R"({"v":1})", .seq = seq, .expires = kNow + 1h};
  for (std::uint64_t i = 1; i <= seq; ++i)
    kept.replies.push_back(reply_of("m" + std::to_string(i), "From nine."));
  return kept;
}

}  // namespace

TEST_CASE("a conversation is read back as it was kept last") {
  for_each_store([](Store& store) {
    CHECK_FALSE(load(store, "a"));
    REQUIRE(save(store, "a", conversation(1)));
    REQUIRE(save(store, "a", conversation(2)));
    const auto kept = load(store, "a");
    REQUIRE(kept);
    CHECK(kept->site == "east");
    CHECK(kept->session == R"({"v":1})");
    CHECK(kept->seq == 2);
    REQUIRE(kept->replies.size() == 2);
    CHECK(kept->replies[1].id == "m2");
    CHECK(kept->replies[1].rule == "hours");
    REQUIRE(kept->replies[1].text);
    CHECK(*kept->replies[1].text == "From nine.");
    CHECK_FALSE(load(store, "b"));
  });
}

TEST_CASE("an expired conversation is not given back, nor an erased one") {
  for_each_store([](Store& store) {
    auto old = conversation(1);
    old.expires = kNow - 1s;
    REQUIRE(save(store, "old", std::move(old)));
    CHECK_FALSE(load(store, "old"));
    REQUIRE(save(store, "a", conversation(1)));
    REQUIRE(erase(store, "a"));
    CHECK_FALSE(load(store, "a"));
    CHECK(erase(store, "never there"));
  });
}

TEST_CASE("an event is claimed once") {
  for_each_store([](Store& store) {
    CHECK(claim(store, "telegram|1|77", kNow + 1h) == Store::Claimed::kFresh);
    CHECK(claim(store, "telegram|1|77", kNow + 1h) == Store::Claimed::kKnown);
    CHECK(claim(store, "telegram|1|78", kNow + 1h) == Store::Claimed::kFresh);
  });
}

TEST_CASE("outgoing messages wait in their order until they are done") {
  for_each_store([](Store& store) {
    const auto first = put(store, "q", "one");
    const auto second = put(store, "q", "two");
    CHECK(first < second);
    CHECK(waiting(store).size() == 2);
    store.done(first);
    CHECK(put(store, "q", "three") > second);
    const auto left = waiting(store);
    REQUIRE(left.size() == 2);
    CHECK(left[0].payload == "two");
    CHECK(left[1].payload == "three");
  });
}

TEST_CASE("notes are listed for their site, newest first") {
  for_each_store([](Store& store) {
    store.note({.kind = Note::Kind::kUnanswered,
                .site = "east",
                .subject = "one",
                .at = kNow,
                .expires = kNow + 1h});
    store.note(
        {.kind = Note::Kind::kFeedback, .site = "east", .subject = "two", .at = kNow, .expires = kNow + 1h});
    store.note(
        {.kind = Note::Kind::kAudit, .site = "west", .subject = "three", .at = kNow, .expires = kNow + 1h});
    REQUIRE(save(store, "a", conversation(1)));  // the notes before it are written with it, or earlier
    const auto found = notes(store, "east");
    REQUIRE(found.size() == 2);
    CHECK(found[0].subject == "two");
    CHECK(found[0].kind == Note::Kind::kFeedback);
    CHECK(found[1].subject == "one");
  });
}
