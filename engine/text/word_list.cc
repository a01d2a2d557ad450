#include <algorithm>
#include <bit>

#include "engine/text/words.h"

namespace verbatim::text {
namespace {

// FNV-1a.
std::uint32_t hash(std::string_view word) {
  std::uint32_t hash = 2166136261u;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

}  // namespace

WordList::WordList(std::string_view lines) : lines_(lines) {
  const auto words = static_cast<std::size_t>(std::ranges::count(lines, '\n'));
  slots_.resize(std::bit_ceil(2 * words + 1));
  for (std::size_t at = 1; at < lines.size();) {
    const auto word = lines.substr(at, lines.find('\n', at) - at);
    slots_[slot_of(word)] = static_cast<std::uint32_t>(at);
    at += word.size() + 1;
  }
}

bool WordList::contains(std::string_view word) const { return slots_[slot_of(word)] != 0; }

// That of the word, or the empty one where it would be.
std::size_t WordList::slot_of(std::string_view word) const {
  const auto mask = slots_.size() - 1;
  for (auto slot = hash(word) & mask;; slot = (slot + 1) & mask) {
    const auto at = slots_[slot];
    if (at == 0) return slot;
    const auto rest = lines_.substr(at);
    if (rest.starts_with(word) && rest[word.size()] == '\n') return slot;
  }
}

}  // namespace verbatim::text
