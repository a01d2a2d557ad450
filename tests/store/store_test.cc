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

KeptTurn turn(std::uint64_t seq) {
  return {.site = "east",
          .session = "after " + std::to_string(seq),
          .reply = reply_of(seq, "m" + std::to_string(seq), "From nine."),
          .expires = kNow + 1h};
}

}  // namespace

TEST_CASE("a conversation is read back as it was kept last") {
  for_each_store([](Store& store) {
    CHECK_FALSE(load(store, "a"));
    for (std::uint64_t seq = 1; seq <= 3; ++seq)
      REQUIRE(save(store, "a", turn(seq)) == Store::Saved::kDurable);
    const auto kept = load(store, "a", 2);
    REQUIRE(kept);
    CHECK(kept->site == "east");
    CHECK(kept->session == "after 3");
    CHECK(kept->seq == 3);
    REQUIRE(kept->replies.size() == 2);
    CHECK(kept->replies[0].seq == 2);
    CHECK(kept->replies[1].id == "m3");
    CHECK(kept->replies[1].rule == "hours");
    REQUIRE(kept->replies[1].text);
    CHECK(*kept->replies[1].text == "From nine.");
    CHECK_FALSE(load(store, "b"));
  });
}

TEST_CASE("all replies can be read, from any on") {
  for_each_store([](Store& store) {
    for (std::uint64_t seq = 1; seq <= 100; ++seq)
      REQUIRE(save(store, "a", turn(seq)) == Store::Saved::kDurable);
    CHECK(replies(store, "a", 0).size() == 100);
    const auto last = replies(store, "a", 97);
    REQUIRE(last.size() == 3);
    CHECK(last[0].seq == 98);
    CHECK(replies(store, "b", 0).empty());
  });
}

TEST_CASE("a turn that does not follow the last one is not kept") {
  for_each_store([](Store& store) {
    REQUIRE(save(store, "a", turn(1)) == Store::Saved::kDurable);
    CHECK(save(store, "a", turn(1)) == Store::Saved::kStale);
    CHECK(save(store, "a", turn(3)) == Store::Saved::kStale);
    CHECK(save(store, "b", turn(2)) == Store::Saved::kStale);
    CHECK(load(store, "a")->seq == 1);
    CHECK(save(store, "a", turn(2)) == Store::Saved::kDurable);
  });
}

TEST_CASE("an expired conversation is not given back, nor an erased one") {
  for_each_store([](Store& store) {
    auto old = turn(1);
    old.expires = kNow - 1s;
    REQUIRE(save(store, "old", std::move(old)) == Store::Saved::kDurable);
    CHECK_FALSE(load(store, "old"));
    REQUIRE(save(store, "a", turn(1)) == Store::Saved::kDurable);
    REQUIRE(erase(store, "a"));
    CHECK_FALSE(load(store, "a"));
    CHECK(replies(store, "a", 0).empty());
    CHECK(erase(store, "never there"));
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
    store.note({.kind = Note::Kind::kFeedback,
                .site = "west",
                .subject = "three",
                .at = kNow,
                .expires = kNow + 1h});
    REQUIRE(save(store, "a", turn(1)) ==
            Store::Saved::kDurable);  // the notes before it are written with it, or earlier
    const auto found = notes(store, "east");
    REQUIRE(found.size() == 2);
    CHECK(found[0].subject == "two");
    CHECK(found[0].kind == Note::Kind::kFeedback);
    CHECK(found[1].subject == "one");
  });
}
