// WordTable finds a word in a sorted list of the program by its first letter: no memory, no set-up.
#ifndef VERBATIM_ENGINE_TEXT_WORD_TABLE_H_
#define VERBATIM_ENGINE_TEXT_WORD_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace verbatim::text {

// The word of an entry; other entries have a `word_of` beside their type.
constexpr std::string_view word_of(std::string_view word) { return word; }

template <typename Entry>
class WordTable {
 public:
  constexpr WordTable() = default;
  // REQUIRES: sorted by word; lives as long as the table.
  template <std::size_t n>
  constexpr explicit(false) WordTable(const Entry (&sorted)[n]) : entries_(sorted) {
    for (const auto& entry : entries_) ++starts_[bucket_of(word_of(entry).front()) + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i)
      starts_[i] = static_cast<std::uint16_t>(starts_[i] + starts_[i - 1]);
  }

  // Null when no entry has this word.
  constexpr const Entry* find(std::string_view word) const {
    if (word.empty()) return nullptr;
    const auto bucket = bucket_of(word.front());
    for (std::size_t i = starts_[bucket]; i < starts_[bucket + 1]; ++i) {
      if (word_of(entries_[i]) == word) return &entries_[i];
    }
    return nullptr;
  }

  constexpr auto begin() const { return entries_.begin(); }
  constexpr auto end() const { return entries_.end(); }

 private:
  // One for each letter of the Latin alphabet, one for what sorts before them and one for what sorts after.
  static constexpr std::size_t kBuckets = 28;

  static constexpr std::size_t bucket_of(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 'a' ? 0 : byte > 'z' ? kBuckets - 1 : static_cast<std::size_t>(byte - 'a') + 1;
  }

  std::span<const Entry> entries_;
  std::array<std::uint16_t, kBuckets + 1> starts_{};  // where the entries of each bucket begin
};

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_WORD_TABLE_H_
