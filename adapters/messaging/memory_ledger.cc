#include "adapters/messaging/memory_ledger.h"

namespace verbatim::messaging {

bool MemoryLedger::knows(const std::string& claim) {
  const std::lock_guard lock(mutex_);
  return claims_.contains(claim);
}

Ledger::Written MemoryLedger::take(Taken& taken) {
  const std::lock_guard lock(mutex_);
  if (!claims_.emplace(taken.claim, taken.now).second) return Written::kRepeated;
  by_age_.emplace_back(taken.now, taken.claim);
  forget_claims(taken.now);
  if (!taken.conversation.empty()) keep_session(taken);
  for (auto& call : taken.outgoing) {
    call.id = ++last_id_;
    outgoing_.emplace(call.id, call);
  }
  return Written::kNew;
}

// The oldest give way: a repetition as old as that is stale in any case.
void MemoryLedger::forget_claims(std::int64_t now) {
  while (!by_age_.empty() && (by_age_.front().first < now - kKeepClaims || by_age_.size() > kMaxClaims)) {
    claims_.erase(by_age_.front().second);
    by_age_.pop_front();
  }
}

// When there are too many, any of them gives way: its conversation begins anew.
void MemoryLedger::keep_session(const Taken& taken) {
  if (sessions_.size() >= kMaxSessions && !sessions_.contains(taken.conversation))
    sessions_.erase(sessions_.begin());
  sessions_[taken.conversation] = {taken.session, taken.now};
}

std::optional<std::string> MemoryLedger::session(const std::string& conversation, std::int64_t since) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(conversation);
  if (found == sessions_.end() || found->second.written < since) return std::nullopt;
  return found->second.session;
}

bool MemoryLedger::begin(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = outgoing_.find(id);
  if (found != outgoing_.end()) found->second.begun = true;
  return true;
}

void MemoryLedger::put_back(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = outgoing_.find(id);
  if (found != outgoing_.end()) found->second.begun = false;
}

void MemoryLedger::end(std::uint64_t id, Ending) {
  const std::lock_guard lock(mutex_);
  outgoing_.erase(id);
}

std::vector<Outgoing> MemoryLedger::waiting() {
  const std::lock_guard lock(mutex_);
  std::vector<Outgoing> all;
  all.reserve(outgoing_.size());
  for (const auto& [id, call] : outgoing_) all.push_back(call);
  return all;
}

}  // namespace verbatim::messaging
