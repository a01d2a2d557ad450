// MemoryStore keeps everything in this process, and loses it with it: for tests and for trying things out.
#ifndef VERBATIM_ADAPTERS_STORE_MEMORY_STORE_H_
#define VERBATIM_ADAPTERS_STORE_MEMORY_STORE_H_

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/store/store.h"

namespace verbatim {

class MemoryStore final : public Store {
 public:
  bool durable() const override { return false; }
  void save(const std::string& name, KeptTurn turn, std::function<void(Saved)> saved) override;
  void load(const std::string& name, std::size_t replies, Loaded loaded) override;
  void replies(const std::string& name, std::uint64_t after,
               std::function<void(std::vector<KeptReply>)> found) override;
  void erase(const std::string& name, Done done) override;
  void note(Note note) override;
  void notes(std::string site, std::function<void(std::vector<Note>)> all) override;
  StoreState state() const override;

 private:
  struct Conversation {
    KeptConversation kept;
    Instant expires;
  };

  const Conversation* find(const std::string& name) const;

  static constexpr std::size_t kMostNotes = 10'000;  // then the oldest go

  mutable std::mutex mutex_;
  // State below is protected by mutex_.
  std::map<std::string, Conversation> conversations_;
  std::vector<Note> notes_;
  StoreState state_;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_STORE_MEMORY_STORE_H_
