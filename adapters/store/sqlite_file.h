// How a SQLite file is opened, whatever is kept in it: for its owner alone, and a commit is on the disk.
#ifndef VERBATIM_ADAPTERS_STORE_SQLITE_FILE_H_
#define VERBATIM_ADAPTERS_STORE_SQLITE_FILE_H_

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <string>

namespace verbatim {

// Opens or makes the file: WAL, synchronous=FULL, deleted bytes are overwritten.  Throws
// SQLite::Exception.
SQLite::Database open_database(const std::filesystem::path& file);

// Whether SQLite finds the file damaged.
bool is_damage(const SQLite::Exception& error);

// Renames it and what belongs to it to "….damaged-<seconds>": nothing is deleted.  Throws when that fails.
std::filesystem::path set_aside(const std::filesystem::path& file);

// What `make` gives; when the file is damaged it is set aside first, and `remark` says so in one sentence.
template <class Make>
auto make_or_begin_anew(const std::filesystem::path& file, Make make, std::string& remark) {
  try {
    return make();
  } catch (const SQLite::Exception& error) {
    if (!is_damage(error)) throw;
  }
  const auto aside = set_aside(file);
  remark = file.string() + " is damaged: it was set aside as " + aside.string();
  return make();
}

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_STORE_SQLITE_FILE_H_
