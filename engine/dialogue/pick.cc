#include "engine/dialogue/pick.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace verbatim {
namespace {

constexpr std::size_t kMaxPickWords = 4;

constexpr std::array<std::string_view, 6> kFillers = {"number", "one", "option", "please", "the", "choice"};
constexpr std::array<std::array<std::string_view, 3>, 6> kNames = {{{"1", "first", "1st"},
                                                                    {"2", "second", "2nd"},
                                                                    {"3", "third", "3rd"},
                                                                    {"4", "fourth", "4th"},
                                                                    {"5", "fifth", "5th"},
                                                                    {"6", "sixth", "6th"}}};

bool is_filler(std::string_view word) { return std::ranges::find(kFillers, word) != kFillers.end(); }

std::optional<std::size_t> named(std::string_view word, std::size_t count) {
  if (word == "last" && count > 0) return count - 1;
  for (std::size_t i = 0; i < std::min(count, kNames.size()); ++i) {
    if (std::ranges::find(kNames[i], word) != kNames[i].end()) return i;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> picked_choice(const std::vector<text::Token>& words, std::size_t count) {
  if (words.empty() || words.size() > kMaxPickWords) return std::nullopt;
  std::optional<std::size_t> picked;
  for (const auto& word : words) {
    if (is_filler(word.folded)) continue;
    const auto here = named(word.folded, count);
    if (!here || picked) return std::nullopt;
    picked = here;
  }
  return picked;
}

}  // namespace verbatim
