// MemoryLedger forgets all when the program ends: for tests, and for a server that may.
#ifndef VERBATIM_ADAPTERS_MESSAGING_MEMORY_LEDGER_H_
#define VERBATIM_ADAPTERS_MESSAGING_MEMORY_LEDGER_H_

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "adapters/messaging/ledger.h"

namespace verbatim::messaging {

class MemoryLedger final : public Ledger {
 public:
  // Claims are kept for so long: longer than any platform repeats itself.
  static constexpr std::int64_t kKeepClaims = 8 * 24 * 3600;
  static constexpr std::size_t kMaxClaims = 1'000'000;
  static constexpr std::size_t kMaxSessions = 100'000;

  bool knows(const std::string& claim) override;
  Written take(Taken& taken) override;
  bool group(const std::function<void()>& work) override { return work(), true; }
  std::optional<std::string> session(const std::string& conversation, std::int64_t since) override;
  bool begin(std::uint64_t id) override;
  void put_back(std::uint64_t id) override;
  void end(std::uint64_t id, Ending ending) override;
  std::vector<Outgoing> waiting() override;

 private:
  struct Kept {
    std::string session;
    std::int64_t written = 0;
  };

  void forget_claims(std::int64_t now);
  void keep_session(const Taken& taken);

  // State below is protected by mutex_.
  std::mutex mutex_;
  std::unordered_map<std::string, std::int64_t> claims_;
  std::deque<std::pair<std::int64_t, std::string>> by_age_;
  std::unordered_map<std::string, Kept> sessions_;
  std::map<std::uint64_t, Outgoing> outgoing_;
  std::uint64_t last_id_ = 0;
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_MEMORY_LEDGER_H_
