#include "engine/dialogue/pick.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace verbatim {
namespace {

constexpr std::size_t kMaxPickWords = 12;

std::optional<std::size_t> counted(std::string_view word) {
  std::size_t place = 0;
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), place);
  if (error != std::errc{} || stop != word.data() + word.size()) return std::nullopt;
  return place;
}

// The place that a word names, from 0.
std::optional<std::size_t> place_of(std::string_view word, std::size_t count,
                                    const text::Language& language) {
  auto place = counted(word);
  if (!place) {
    const auto* ordinal = language.ordinals.find(word);
    if (ordinal == nullptr) ordinal = language.quantities.numbers.find(word);
    if (ordinal == nullptr) return std::nullopt;
    place = ordinal->amount < 0 ? count : static_cast<std::size_t>(ordinal->amount);
  }
  if (*place == 0 || *place > count) return std::nullopt;
  return *place - 1;
}

}  // namespace

std::vector<std::size_t> picked_choices(const std::vector<text::Token>& words, std::size_t count,
                                        const text::Language& language) {
  std::vector<std::size_t> picked;
  if (words.size() > kMaxPickWords) return picked;
  for (const auto& word : words) {
    if (text::is_one_of(language.fillers, word.folded)) continue;
    const auto place = place_of(word.folded, count, language);
    if (!place) return {};
    if (std::ranges::find(picked, *place) == picked.end()) picked.push_back(*place);
  }
  return picked;
}

}  // namespace verbatim
