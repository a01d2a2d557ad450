#include "engine/review/reading_age.h"

#include <algorithm>

#include "engine/text/tokenise.h"

namespace verbatim::review {
namespace {

constexpr std::size_t kFewestWords = 30;

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

// Groups of vowels, without the silent "e" at the end.
int syllables(std::string_view word) {
  int groups = 0;
  bool inside = false;
  for (const char c : word) {
    groups += is_vowel(c) && !inside;
    inside = is_vowel(c);
  }
  const bool silent = word.ends_with('e') && !word.ends_with("le") && groups > 1;
  return std::max(1, groups - silent);
}

// Ends of sentences and of lines, as list items seldom have a full stop.
int sentences(std::string_view text) {
  int count = 0;
  bool words = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '\n';
    const bool stop =
        c == '\n' || ((c == '.' || c == '!' || c == '?') && (i + 1 >= text.size() || text[i + 1] <= ' '));
    if (stop && words) ++count;
    if (stop) words = false;
    words = words || (c > ' ' && !stop && c != '-');
  }
  return std::max(1, count);
}

}  // namespace

std::optional<double> reading_age(std::string_view plain_text, const text::Language& language) {
  if (language.code != "en") return std::nullopt;
  const auto words = text::tokenise(plain_text, language);
  if (words.size() < kFewestWords) return std::nullopt;
  double total = 0;
  for (const auto& word : words) total += syllables(word.folded);
  const auto count = static_cast<double>(words.size());
  return 0.39 * count / sentences(plain_text) + 11.8 * total / count - 15.59 + 5;
}

}  // namespace verbatim::review
