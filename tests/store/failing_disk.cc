#include "tests/store/failing_disk.h"

#include <sqlite3.h>

#include <atomic>
#include <cstddef>
#include <cstring>
#include <map>
#include <mutex>

namespace verbatim {
namespace {

std::atomic<int> operations{0};
std::atomic<int> fails_at{0};
std::atomic<bool> fails_for_good{false};

bool fails() {
  const int now = ++operations;
  const int at = fails_at;
  return at > 0 && (fails_for_good ? now >= at : now == at);
}

// SQLite's own methods of a file stay in place but for three.  There is one set of them for each kind of
// file.
struct Methods {
  sqlite3_io_methods ours;
  const sqlite3_io_methods* own;
};

const sqlite3_io_methods* own_of(sqlite3_file* file) {
  return reinterpret_cast<const Methods*>(file->pMethods)->own;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  return fails() ? SQLITE_IOERR_WRITE : own_of(file)->xWrite(file, bytes, size, at);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return fails() ? SQLITE_IOERR_TRUNCATE : own_of(file)->xTruncate(file, size);
}

int sync(sqlite3_file* file, int flags) {
  return fails() ? SQLITE_IOERR_FSYNC : own_of(file)->xSync(file, flags);
}

const sqlite3_io_methods* wrapped(const sqlite3_io_methods* own) {
  static std::mutex mutex;
  static std::map<const sqlite3_io_methods*, Methods> all;
  const std::lock_guard lock(mutex);
  auto& methods = all[own];
  methods = {*own, own};
  methods.ours.xWrite = write;
  methods.ours.xTruncate = truncate;
  methods.ours.xSync = sync;
  return &methods.ours;
}

sqlite3_vfs* own_disk = nullptr;

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  const int result = own_disk->xOpen(own_disk, name, file, flags, out);
  if (result == SQLITE_OK && file->pMethods != nullptr) file->pMethods = wrapped(file->pMethods);
  return result;
}

}  // namespace

void install_failing_disk() {
  static sqlite3_vfs failing;
  if (own_disk != nullptr) return;
  own_disk = sqlite3_vfs_find(nullptr);
  failing = *own_disk;
  failing.zName = "failing";
  failing.xOpen = open;
  sqlite3_vfs_register(&failing, /*makeDflt=*/1);
}

void fail_operation(int n, bool for_good) {
  fails_at = n;
  fails_for_good = for_good;
  operations = 0;
}

int operations_of_disk() { return operations; }

}  // namespace verbatim
