// SqliteTables is one connection to the database: its tables, and a function for each thing done with them.
#ifndef VERBATIM_ADAPTERS_STORE_SQLITE_TABLES_H_
#define VERBATIM_ADAPTERS_STORE_SQLITE_TABLES_H_

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/store/store.h"

namespace verbatim {

class Seal;

// Belongs to one thread.  Every function throws std::exception when SQLite reports an error.
class SqliteTables {
 public:
  // Opens the file, makes it when it is not there, and brings its tables up to date.
  explicit SqliteTables(const std::filesystem::path& file);
  ~SqliteTables();

  // One transaction: all that is called between begin() and commit() is durable when commit() returns,
  // or none of it is.
  void begin();
  void commit();
  void roll_back() noexcept;

  bool save(const std::string& name, const KeptTurn& turn);  // false when it is not the next one
  std::optional<KeptConversation> load(const std::string& name, std::size_t replies, Instant now);
  std::vector<KeptReply> replies(const std::string& name, std::uint64_t after, std::size_t most);
  void erase(const std::string& name);
  void note(const Note& note);
  std::vector<Note> notes(const std::string& site);

  // Deletes what has expired.
  void expire(Instant now);

  // Brings everything into the main file and empties the log beside it: what was deleted is gone from both.
  void empty_log();

 private:
  struct State;

  bool advance(const Seal& seal, const KeptTurn& turn);
  std::shared_ptr<const std::string> text_of(const TextKey& key);
  void keep_text(const KeptReply& reply, Instant expires);

  std::unique_ptr<State> state_;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_STORE_SQLITE_TABLES_H_
