#include "adapters/store/memory_store.h"

#include <algorithm>
#include <utility>

namespace verbatim {

void MemoryStore::save(const std::string& name, KeptConversation conversation, Saved saved) {
  {
    const std::lock_guard lock(mutex_);
    conversations_.insert_or_assign(name, std::move(conversation));
    ++state_.saved;
  }
  saved(true);
}

void MemoryStore::load(const std::string& name, Loaded loaded) {
  std::optional<KeptConversation> found;
  {
    const std::lock_guard lock(mutex_);
    if (const auto kept = conversations_.find(name); kept != conversations_.end()) found = kept->second;
  }
  if (found && found->expires <= std::chrono::system_clock::now()) found.reset();
  loaded(true, std::move(found));
}

void MemoryStore::erase(const std::string& name, Saved saved) {
  {
    const std::lock_guard lock(mutex_);
    conversations_.erase(name);
  }
  saved(true);
}

void MemoryStore::claim(const Claim& claim, std::function<void(Claimed)> claimed) {
  bool fresh = false;
  {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::system_clock::now();
    if (claims_.size() >= kMostClaims)
      std::erase_if(claims_, [&](const auto& entry) { return entry.second <= now; });
    fresh = claims_.try_emplace(std::string(claim.event), claim.expires).second;
  }
  claimed(fresh ? Claimed::kFresh : Claimed::kKnown);
}

void MemoryStore::put(Outgoing message, std::function<void(std::optional<std::uint64_t>)> put) {
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    number = outgoing_.empty() ? ++state_.saved : std::max(outgoing_.rbegin()->first + 1, ++state_.saved);
    message.number = number;
    outgoing_.emplace(number, std::move(message));
  }
  put(number);
}

void MemoryStore::done(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  outgoing_.erase(number);
}

void MemoryStore::waiting(std::function<void(std::vector<Outgoing>)> all) {
  std::vector<Outgoing> found;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [number, message] : outgoing_) found.push_back(message);
  }
  all(std::move(found));
}

void MemoryStore::note(Note note) {
  const std::lock_guard lock(mutex_);
  if (notes_.size() >= kMostNotes) notes_.erase(notes_.begin());
  notes_.push_back(std::move(note));
}

void MemoryStore::notes(std::string site, std::function<void(std::vector<Note>)> all) {
  std::vector<Note> found;
  {
    const std::lock_guard lock(mutex_);
    for (auto note = notes_.rbegin(); note != notes_.rend(); ++note)
      if (note->site == site) found.push_back(*note);
  }
  all(std::move(found));
}

StoreState MemoryStore::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace verbatim
