// Asks a store and waits for its answer.
#ifndef VERBATIM_TESTS_STORE_WAITING_H_
#define VERBATIM_TESTS_STORE_WAITING_H_

#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "adapters/store/store.h"

namespace verbatim {

inline Store::Saved save(Store& store, const std::string& name, KeptTurn turn) {
  std::promise<Store::Saved> saved;
  store.save(name, std::move(turn), [&](Store::Saved how) { saved.set_value(how); });
  return saved.get_future().get();
}

inline std::optional<KeptConversation> load(Store& store, const std::string& name, std::size_t replies = 32) {
  std::promise<std::optional<KeptConversation>> loaded;
  store.load(name, replies,
             [&](bool, std::optional<KeptConversation> kept) { loaded.set_value(std::move(kept)); });
  return loaded.get_future().get();
}

inline std::vector<KeptReply> replies(Store& store, const std::string& name, std::uint64_t after) {
  std::promise<std::vector<KeptReply>> found;
  store.replies(name, after, [&](std::vector<KeptReply> all) { found.set_value(std::move(all)); });
  return found.get_future().get();
}

inline bool erase(Store& store, const std::string& name) {
  std::promise<bool> erased;
  store.erase(name, [&](bool durable) { erased.set_value(durable); });
  return erased.get_future().get();
}

inline std::vector<Note> notes(Store& store, std::string site) {
  std::promise<std::vector<Note>> notes;
  store.notes(std::move(site), [&](std::vector<Note> all) { notes.set_value(std::move(all)); });
  return notes.get_future().get();
}

inline KeptReply reply_of(std::uint64_t seq, std::string id, std::string text) {
  const auto key = key_of(text);
  return {.seq = seq,
          .id = std::move(id),
          .text = std::make_shared<const std::string>(std::move(text)),
          .key = key,
          .rule = "hours"};
}

// A folder that goes with the test.
struct ScratchFolder {
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "verbatim-store-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  ~ScratchFolder() { std::filesystem::remove_all(path); }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::filesystem::path file() const { return path / "chat.db"; }

  // Every byte of every file in it.
  std::string bytes() const {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      std::ifstream in(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  }

  std::filesystem::path path;
};

}  // namespace verbatim

#endif  // VERBATIM_TESTS_STORE_WAITING_H_
