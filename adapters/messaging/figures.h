// Figures counts what messengers do: never what was said, nor by whom.
#ifndef VERBATIM_ADAPTERS_MESSAGING_FIGURES_H_
#define VERBATIM_ADAPTERS_MESSAGING_FIGURES_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace verbatim::messaging {

enum class Figure {
  kRequests,       // that reached an account's address
  kRefused,        // not authentic
  kMalformed,      // authentic, but not what the platform documents
  kIgnored,        // echoes, edits, reactions, unknown events
  kReceipts,       // news of our own messages
  kAnswered,       // events that got a reply
  kRepeated,       // events that were taken before
  kStale,          // older than the account's limit: claimed, not answered
  kMuted,          // opt-out words
  kTooFast,        // more than a person types
  kNotWritten,     // the ledger failed, the platform was asked to repeat
  kSent,           // messages that a platform took
  kRetried,        // tries after the first
  kUndeliverable,  // messages refused for good, or given up
  kUnknown,        // messages that may have arrived, and must not be sent twice
};
inline constexpr std::size_t kFigures = static_cast<std::size_t>(Figure::kUnknown) + 1;

// "refused", "too_fast", …
constexpr std::string_view name_of(Figure figure) {
  constexpr std::array<std::string_view, kFigures> kNames{
      "requests", "refused",  "malformed",   "ignored", "receipts", "answered",      "repeated", "stale",
      "muted",    "too_fast", "not_written", "sent",    "retried",  "undeliverable", "unknown"};
  return kNames[static_cast<std::size_t>(figure)];
}

// Any thread may call any function.
class Figures {
 public:
  void add(Figure figure, std::uint64_t count = 1) {
    counts_[static_cast<std::size_t>(figure)].fetch_add(count, std::memory_order_relaxed);
  }
  std::uint64_t operator[](Figure figure) const {
    return counts_[static_cast<std::size_t>(figure)].load(std::memory_order_relaxed);
  }
  // All of them with their names.
  std::vector<std::pair<std::string_view, std::uint64_t>> all() const {
    std::vector<std::pair<std::string_view, std::uint64_t>> list;
    list.reserve(kFigures);
    for (std::size_t i = 0; i < kFigures; ++i)
      list.emplace_back(name_of(static_cast<Figure>(i)), (*this)[static_cast<Figure>(i)]);
    return list;
  }

 private:
  std::array<std::atomic<std::uint64_t>, kFigures> counts_{};
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_FIGURES_H_
