#include "adapters/store/memory_store.h"

#include <algorithm>
#include <utility>

namespace verbatim {

void MemoryStore::save(const std::string& name, KeptTurn turn, std::function<void(Saved)> saved) {
  const bool next = [&] {
    const std::lock_guard lock(mutex_);
    auto& [kept, expires] = conversations_[name];
    if (kept.seq + 1 != turn.reply.seq) return false;
    kept.site = std::move(turn.site);
    kept.session = std::move(turn.session);
    kept.seq = turn.reply.seq;
    kept.replies.push_back(std::move(turn.reply));
    expires = turn.expires;
    ++state_.saved;
    return true;
  }();
  saved(next ? Saved::kDurable : Saved::kStale);
}

const MemoryStore::Conversation* MemoryStore::find(const std::string& name) const {
  const auto found = conversations_.find(name);
  const bool there =
      found != conversations_.end() && found->second.expires > std::chrono::system_clock::now();
  return there ? &found->second : nullptr;
}

void MemoryStore::load(const std::string& name, std::size_t replies, Loaded loaded) {
  std::optional<KeptConversation> kept;
  {
    const std::lock_guard lock(mutex_);
    if (const auto* found = find(name)) kept = found->kept;
  }
  if (kept && kept->replies.size() > replies)
    kept->replies.erase(kept->replies.begin(), kept->replies.end() - static_cast<std::ptrdiff_t>(replies));
  loaded(true, std::move(kept));
}

void MemoryStore::replies(const std::string& name, std::uint64_t after,
                          std::function<void(std::vector<KeptReply>)> found) {
  std::vector<KeptReply> all;
  {
    const std::lock_guard lock(mutex_);
    if (const auto* conversation = find(name))
      for (const auto& reply : conversation->kept.replies)
        if (reply.seq > after && all.size() < kMostReplies) all.push_back(reply);
  }
  found(std::move(all));
}

void MemoryStore::erase(const std::string& name, Done done) {
  {
    const std::lock_guard lock(mutex_);
    conversations_.erase(name);
  }
  done(true);
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
