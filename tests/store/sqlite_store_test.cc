// What SQLite adds: files that outlive the process, hide what they hold, and break.
#include "adapters/store/sqlite_store.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <fstream>

#include "tests/store/waiting.h"

using namespace verbatim;
using namespace std::chrono_literals;

namespace {

const Instant kLater = std::chrono::system_clock::now() + 1h;

std::unique_ptr<SqliteStore> open(const std::filesystem::path& file) {
  auto opened = SqliteStore::open(file);
  REQUIRE_MESSAGE(opened.store, opened.error);
  return std::move(opened.store);
}

KeptTurn first_turn(std::string secret) {
  return {.site = "east",
          .session = std::move(secret),
          .reply = reply_of(1, "canary-id-4711", "Clinic words."),
          .expires = kLater};
}

bool keep(Store& store, const std::string& name, std::string secret) {
  return save(store, name, first_turn(std::move(secret))) == Store::Saved::kDurable;
}

// While it lives no file of this process grows beyond `bytes`.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  sighandler_t handler_;
};

}  // namespace

TEST_CASE("what was kept is there after a restart") {
  const ScratchFolder folder;
  REQUIRE(keep(*open(folder.file()), "a", "state"));
  const auto kept = load(*open(folder.file()), "a");
  REQUIRE(kept);
  CHECK(kept->session == "state");
  REQUIRE(kept->replies.size() == 1);
  CHECK(*kept->replies[0].text == "Clinic words.");
}

TEST_CASE("without its name nothing of a conversation can be read in the files") {
  const ScratchFolder folder;
  const auto store = open(folder.file());
  REQUIRE(keep(*store, "canary-name-4711", "canary-session-4711"));
  const auto bytes = folder.bytes();
  CHECK(bytes.find("Clinic words.") != std::string::npos);
  CHECK(bytes.find("canary") == std::string::npos);
  struct stat status {};
  REQUIRE(::stat(folder.file().c_str(), &status) == 0);
  CHECK((status.st_mode & 0077) == 0);
}

TEST_CASE("erasing leaves nothing of the row, in the file or in the log beside it") {
  const ScratchFolder folder;
  const auto store = open(folder.file());
  REQUIRE(keep(*store, "a", "state"));
  const auto before = folder.bytes();
  REQUIRE(erase(*store, "a"));
  const auto after = folder.bytes();
  // The sealed bytes are not known, so look for any run of 32 bytes that only the row can have brought.
  const ScratchFolder other;
  REQUIRE(keep(*open(other.file()), "b", "state"));
  std::size_t seen = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i + 32 <= before.size(); i += 16) {
    const auto piece = before.substr(i, 32);
    const bool noise =
        std::count(piece.begin(), piece.end(), '\0') < 2 && other.bytes().find(piece) == std::string::npos;
    seen += noise;
    if (noise && piece.find("CREATE") == std::string::npos && after.find(piece) != std::string::npos) ++kept;
  }
  CHECK(seen > 0);
  CHECK(kept == 0);
}

TEST_CASE("a disk without room fails what waits, loses nothing, and is forgotten once there is room") {
  const ScratchFolder folder;
  const auto store = open(folder.file());
  REQUIRE(keep(*store, "before", "state"));
  {
    const FullDisk full(std::filesystem::file_size(folder.file().string() + "-wal"));
    CHECK_FALSE(keep(*store, "during", std::string(100'000, 'x')));
    CHECK_FALSE(store->state().problem.empty());
    CHECK(store->state().failed > 0);
  }
  CHECK(keep(*store, "after", "state"));
  CHECK(store->state().problem.empty());
  CHECK(load(*store, "before"));
  CHECK_FALSE(load(*store, "during"));
  CHECK(load(*store, "after"));
}

TEST_CASE("a damaged file is set aside, and a new one begun") {
  const ScratchFolder folder;
  std::ofstream(folder.file()) << std::string(8192, 'x');
  const auto opened = SqliteStore::open(folder.file());
  REQUIRE(opened.store);
  CHECK(opened.remark.find(".damaged-") != std::string::npos);
  CHECK(keep(*opened.store, "a", "state"));
  CHECK(folder.bytes().find(std::string(8192, 'x')) != std::string::npos);
}

TEST_CASE("a file of a newer Verbatim, and a place that cannot be written, are one sentence") {
  const ScratchFolder folder;
  open(folder.file());
  {
    std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(63);  // the low byte of user_version, by SQLite's file format
    file.put(99);
  }
  const auto newer = SqliteStore::open(folder.file());
  CHECK_FALSE(newer.store);
  CHECK(newer.error.find("newer Verbatim") != std::string::npos);
  const auto nowhere = SqliteStore::open(folder.path / "no" / "such" / "folder" / "chat.db");
  CHECK_FALSE(nowhere.store);
  CHECK(nowhere.error.find("no/such/folder/chat.db") != std::string::npos);
}

TEST_CASE("what waits when the store is closed is written") {
  const ScratchFolder folder;
  std::atomic<int> durable{0};
  {
    const auto store = open(folder.file());
    for (int i = 0; i < 500; ++i)
      store->save(std::to_string(i), first_turn("state"),
                  [&](Store::Saved how) { durable += how == Store::Saved::kDurable; });
  }
  CHECK(durable == 500);
  CHECK(load(*open(folder.file()), "499"));
}
