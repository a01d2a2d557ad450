// Both ledgers keep the same promises; the one in a file keeps them over a restart.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "adapters/messaging/memory_ledger.h"
#include "adapters/messaging/sqlite_ledger.h"

namespace verbatim::messaging {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("verbatim-ledger-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path file() const { return path_ / "test.db"; }

 private:
  const fs::path path_;
};

std::unique_ptr<Ledger> open(const Folder& folder) {
  auto opened = SqliteLedger::open(folder.file());
  REQUIRE(opened.error.empty());
  return std::move(opened.ledger);
}

Taken event(const std::string& claim, std::int64_t now = 1000) {
  const Call call{.path = "/sendMessage",
                  .body = "{\"text\":\"é\"}",
                  .headers = {{"X-Line-Retry-Key", "k"}},
                  .repeatable = true};
  return {
      .claim = claim,
      .conversation = "c",
      .session = "{\"v\":1}",
      .outgoing = {{.conversation = "c", .account = "/hooks/a", .call = call, .created = now},
                   {.conversation = "c", .account = "/hooks/a", .call = {.path = "/second"}, .created = now}},
      .now = now};
}

void keeps_its_promises(Ledger& ledger) {
  CHECK_FALSE(ledger.knows("one"));
  auto first = event("one");
  CHECK(ledger.take(first) == Ledger::Written::kNew);
  CHECK(ledger.knows("one"));
  auto again = event("one");
  CHECK(ledger.take(again) == Ledger::Written::kRepeated);
  REQUIRE(ledger.waiting().size() == 2);
  CHECK(ledger.waiting()[0].id == first.outgoing[0].id);
  CHECK(ledger.waiting()[0].id < ledger.waiting()[1].id);
  CHECK(ledger.session("c", 1000) == "{\"v\":1}");
  CHECK_FALSE(ledger.session("c", 1001));
  CHECK_FALSE(ledger.session("d", 0));
  CHECK(ledger.begin(first.outgoing[0].id));
  CHECK(ledger.waiting()[0].begun);
  CHECK_FALSE(ledger.waiting()[1].begun);
  ledger.put_back(first.outgoing[0].id);
  CHECK_FALSE(ledger.waiting()[0].begun);
  ledger.end(first.outgoing[0].id, Ending::kSent);
  REQUIRE(ledger.waiting().size() == 1);
  CHECK(ledger.waiting()[0].call.path == "/second");
  ledger.end(first.outgoing[1].id, Ending::kUndeliverable);
  CHECK(ledger.waiting().empty());
}

}  // namespace

TEST_CASE("a ledger takes an event once, and its calls wait until they end") {
  MemoryLedger memory;
  keeps_its_promises(memory);
  const Folder folder;
  keeps_its_promises(*open(folder));
}

TEST_CASE("what was taken is there after a restart, to the last header") {
  const Folder folder;
  auto taken = event("one");
  {
    auto ledger = open(folder);
    CHECK(ledger->take(taken) == Ledger::Written::kNew);
    CHECK(ledger->begin(taken.outgoing[1].id));
  }
  auto ledger = open(folder);
  CHECK(ledger->knows("one"));
  CHECK(ledger->session("c", 0) == "{\"v\":1}");
  const auto waiting = ledger->waiting();
  REQUIRE(waiting.size() == 2);
  CHECK(waiting[0].call.body == taken.outgoing[0].call.body);
  CHECK(waiting[0].call.headers == taken.outgoing[0].call.headers);
  CHECK(waiting[0].call.repeatable);
  CHECK(waiting[0].account == "/hooks/a");
  CHECK(waiting[1].begun);
}

TEST_CASE("old claims are forgotten, younger ones are not") {
  const Folder folder;
  auto ledger = open(folder);
  for (auto [claim, now] : {std::pair{"old", 1000L}, {"young", 1000 + SqliteLedger::kKeep}}) {
    auto taken = event(claim, now);
    taken.outgoing.clear();
    CHECK(ledger->take(taken) == Ledger::Written::kNew);
  }
  ledger = open(folder);  // counts anew, and looks again at its first event
  auto next = event("next", 1001 + SqliteLedger::kKeep);
  CHECK(ledger->take(next) == Ledger::Written::kNew);
  CHECK_FALSE(ledger->knows("old"));
  CHECK(ledger->knows("young"));
}

TEST_CASE("a damaged file is set aside and a new one begun; a folder that is not there is one sentence") {
  const Folder folder;
  std::ofstream(folder.file()) << std::string(4096, 'x');
  const auto opened = SqliteLedger::open(folder.file());
  REQUIRE(opened.ledger);
  CHECK(opened.remark.find("is damaged: it was set aside as") != std::string::npos);
  auto taken = event("one");
  CHECK(opened.ledger->take(taken) == Ledger::Written::kNew);
  const auto files = std::distance(fs::directory_iterator(folder.file().parent_path()), {});
  CHECK(files >= 2);
  const auto nowhere = SqliteLedger::open("/no/such/folder/test.db");
  CHECK_FALSE(nowhere.ledger);
  CHECK(nowhere.error.find("test.db cannot keep") != std::string::npos);
}

TEST_CASE("a group is written as one: all of it is there after a restart, or nothing") {
  const Folder folder;
  auto ledger = open(folder);
  auto first = event("one");
  auto second = event("two");
  auto again = event("one");
  const bool kept = ledger->group([&] {
    CHECK(ledger->take(first) == Ledger::Written::kNew);
    CHECK(ledger->take(second) == Ledger::Written::kNew);
    CHECK(ledger->take(again) == Ledger::Written::kRepeated);
    CHECK(ledger->session("c", 0) == "{\"v\":1}");
  });
  CHECK(kept);
  ledger = open(folder);
  CHECK(ledger->knows("two"));
  CHECK(ledger->waiting().size() == 4);
  SQLite::Database other((folder.file()).string(), SQLite::OPEN_READWRITE);
  other.exec("DROP TABLE outgoing");
  auto third = event("three");
  third.outgoing.clear();
  auto broken = event("four");
  const bool failed = ledger->group([&] {
    CHECK(ledger->take(third) == Ledger::Written::kNew);
    CHECK(ledger->take(broken) == Ledger::Written::kFailed);
    auto late = event("five");
    CHECK(ledger->take(late) == Ledger::Written::kFailed);
  });
  CHECK_FALSE(failed);
  CHECK_FALSE(ledger->knows("three"));
  auto after = event("six");
  after.outgoing.clear();
  CHECK(ledger->take(after) == Ledger::Written::kNew);
}

TEST_CASE("an event that cannot be written is not taken, and nothing is begun") {
  const Folder folder;
  auto ledger = open(folder);
  auto taken = event("one");
  {
    auto other = SqliteLedger::open(folder.file());
    REQUIRE(other.ledger);
    CHECK(other.ledger->take(taken) == Ledger::Written::kNew);
  }
  CHECK(ledger->take(taken) == Ledger::Written::kRepeated);
  CHECK_FALSE(ledger->begin(4711));
}

}  // namespace verbatim::messaging
