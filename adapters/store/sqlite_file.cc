#include "adapters/store/sqlite_file.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <chrono>
#include <system_error>

namespace verbatim {
namespace {

constexpr int kBusyMs = 4000;

constexpr const char* kSettings = R"(
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA secure_delete=ON;
PRAGMA trusted_schema=OFF;
)";

}  // namespace

// Only the server's own account may read what it keeps.
SQLite::Database open_database(const std::filesystem::path& file) {
  const auto before = ::umask(0077);
  try {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMs);
    database.exec(kSettings);
    ::umask(before);
    return database;
  } catch (...) {
    ::umask(before);
    throw;
  }
}

bool is_damage(const SQLite::Exception& error) {
  const auto code = error.getErrorCode();
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

std::filesystem::path set_aside(const std::filesystem::path& file) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  auto aside = file;
  aside += ".damaged-" + std::to_string(seconds);
  std::filesystem::rename(file, aside);
  std::error_code ignored;
  for (const auto* part : {"-wal", "-shm"}) {
    auto from = file;
    auto to = aside;
    std::filesystem::rename(from += part, to += part, ignored);
  }
  return aside;
}

}  // namespace verbatim
