#include "adapters/cli/import/lines.h"

#include <algorithm>

#include "engine/text/utf8.h"

namespace verbatim::cli {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

// Names are read by people: what is longer is cut at a word.
constexpr std::size_t kLongestSlug = 48;

// The letters À to ÿ without their accents; a point where that is no letter.
constexpr std::string_view kPlain = "aaaaaaaceeeeiiiidnooooo.ouuuuypsaaaaaaaceeeeiiiidnooooo.ouuuuypy";

// A small letter or digit, or '\0'.
char plain_letter(char32_t c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 32);
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return static_cast<char>(c);
  if (c < 0xC0 || c > 0xFF || kPlain[c - 0xC0] == '.') return '\0';
  return kPlain[c - 0xC0];
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::vector<std::string> filled_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    if (const auto inner = trimmed(line); !inner.empty()) out.emplace_back(inner);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return out;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

std::string slug(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, length] = text::decode(text, i);
    i += length;
    const auto letter = plain_letter(c);
    if (letter != '\0') {
      out += letter;
    } else if (c != '\'' && c != 0x2019 && !out.empty() && out.back() != '_') {
      out += '_';  // an apostrophe parts no words: "what's" is whats
    }
  }
  if (out.size() > kLongestSlug) {
    const auto cut = out.rfind('_', kLongestSlug);
    out.resize(cut == std::string::npos ? kLongestSlug : cut);
  }
  while (out.ends_with('_')) out.pop_back();
  return out;
}

}  // namespace verbatim::cli
