// Every write, sync and truncation of the store fails once, each in a run of its own, and in another from
// then on: what was said to be durable is there afterwards, and the file is whole.
#include "tests/store/failing_disk.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <chrono>
#include <string>
#include <vector>

#include "adapters/store/sqlite_store.h"
#include "tests/store/waiting.h"

using namespace verbatim;
using namespace std::chrono_literals;

namespace {

const Instant kLater = std::chrono::system_clock::now() + 1h;

KeptTurn turn(std::uint64_t seq) {
  return {.site = "east",
          .session = "after " + std::to_string(seq),
          .reply = reply_of(seq, "m" + std::to_string(seq), "Words number " + std::to_string(seq)),
          .expires = kLater};
}

// Takes turns in two conversations and erases one; notes what was said to be done.
struct Ledger {
  std::uint64_t kept = 0;  // turns of "a"
  bool erased = false;     // "b"

  void work(Store& store) {
    for (std::uint64_t tries = 0; tries < 8 && kept < 4; ++tries)
      kept += save(store, "a", turn(kept + 1)) == Store::Saved::kDurable;
    save(store, "b", turn(1));
    erased = erase(store, "b");
  }
};

std::string integrity(const std::filesystem::path& file) {
  sqlite3* database = nullptr;
  std::string found = "not opened";
  if (sqlite3_open(file.c_str(), &database) == SQLITE_OK) {
    const auto note = [](void* out, int, char** values, char**) {
      *static_cast<std::string*>(out) = values[0];
      return 0;
    };
    sqlite3_exec(database, "PRAGMA integrity_check", note, &found, nullptr);
  }
  sqlite3_close(database);
  return found;
}

struct Run {
  int operations;
  bool whole;  // all that was asked for was done
};

Run run(int failing, bool for_good) {
  CAPTURE(failing);
  CAPTURE(for_good);
  const ScratchFolder folder;
  Ledger ledger;
  fail_operation(failing, for_good);
  if (const auto opened = SqliteStore::open(folder.file()); opened.store) ledger.work(*opened.store);
  const Run ended{operations_of_disk(), ledger.kept == 4 && ledger.erased};
  fail_operation(0, false);
  const auto again = SqliteStore::open(folder.file());
  REQUIRE_MESSAGE(again.store, again.error);
  CHECK(again.remark.empty());
  const auto kept = load(*again.store, "a");
  CHECK((kept ? kept->seq : 0) >= ledger.kept);
  CHECK(replies(*again.store, "a", 0).size() == (kept ? kept->seq : 0));
  if (ledger.erased) CHECK_FALSE(load(*again.store, "b"));
  CHECK(integrity(folder.file()) == "ok");
  return ended;
}

}  // namespace

TEST_CASE("the n-th operation of the disk fails, for every n") {
  install_failing_disk();
  const auto [operations, whole] = run(0, false);
  REQUIRE(operations > 20);
  REQUIRE(whole);
  CHECK_FALSE(run(1, true).whole);
  for (int n = 1; n <= operations + 1; ++n) {
    run(n, false);
    run(n, true);
  }
  CHECK_FALSE(run(operations / 2, true).whole);
}
