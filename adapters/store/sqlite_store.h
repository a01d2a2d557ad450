// SqliteStore keeps everything in one SQLite file, and says so only when it is on the disk.
//
// One thread writes: it takes all that has come since its last transaction into the next, so that the
// disk is waited for once a group and not once a message.  Another thread reads.
#ifndef VERBATIM_ADAPTERS_STORE_SQLITE_STORE_H_
#define VERBATIM_ADAPTERS_STORE_SQLITE_STORE_H_

#include <filesystem>
#include <memory>
#include <string>

#include "adapters/store/store.h"

namespace verbatim {

class SqliteStore final : public Store {
 public:
  struct Opened {
    std::unique_ptr<SqliteStore> store;  // null when there is an error
    std::string error = {};              // one sentence: what is wrong and what to do
    std::string remark = {};             // one sentence when a damaged file was set aside
  };

  // Opens or makes the file.  A file that SQLite finds damaged is renamed to "….damaged-<seconds>", and a new
  // one is begun: the chat must go on, and nothing is deleted.
  static Opened open(const std::filesystem::path& file);

  ~SqliteStore() override;  // writes what still waits
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  bool durable() const override { return true; }
  void save(const std::string& name, KeptTurn turn, std::function<void(Saved)> saved) override;
  void load(const std::string& name, std::size_t replies, Loaded loaded) override;
  void replies(const std::string& name, std::uint64_t after,
               std::function<void(std::vector<KeptReply>)> found) override;
  void erase(const std::string& name, Done done) override;
  void note(Note note) override;
  void notes(std::string site, std::function<void(std::vector<Note>)> all) override;
  StoreState state() const override;

 private:
  struct State;

  explicit SqliteStore(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_STORE_SQLITE_STORE_H_
