#include "adapters/cli/typo.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace verbatim::cli {
namespace {

constexpr std::size_t kShortestWord = 4;

// The keys beside each letter on its row of a QWERTY keyboard.
constexpr std::string_view kBeside[26] = {
    "s",  "vn", "xv", "sf", "wr", "dg", "fh", "gj", "uo", "hk", "jl", "k",  "n",
    "bm", "ip", "o",  "w",  "et", "ad", "ry", "yi", "cb", "qe", "zc", "tu", "x",
};

// SplitMix64: the library's distributions differ between machines, this does not.
class Chance {
 public:
  explicit Chance(std::uint64_t state) : state_(state) {}
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

 private:
  std::uint64_t next() {
    auto z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  std::uint64_t state_;
};

// FNV-1a, so that a typo depends on the question and not on its place in the list.
std::uint64_t hash(std::string_view text) {
  std::uint64_t out = 0xCBF29CE484222325U;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return out;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

struct Word {
  std::size_t begin;
  std::size_t size;
};

std::vector<Word> long_words(std::string_view text) {
  std::vector<Word> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_letter(text[i])) continue;
    if (i - begin >= kShortestWord) out.push_back({begin, i - begin});
    begin = i + 1;
  }
  return out;
}

char beside(char letter, Chance& chance) {
  const char first = is_lower(letter) ? 'a' : 'A';
  const auto keys = kBeside[letter - first];
  return static_cast<char>(keys[chance.below(keys.size())] - 'a' + first);
}

}  // namespace

std::string with_typo(std::string_view text, std::uint64_t seed) {
  std::string out(text);
  Chance chance(hash(text) ^ seed);
  const auto words = long_words(text);
  if (words.empty()) return out;
  const auto word = words[chance.below(words.size())];
  const auto kind = chance.below(4);
  const auto at = word.begin + chance.below(kind == 0 ? word.size - 1 : word.size);
  if (kind == 0 && out[at] != out[at + 1]) {
    std::swap(out[at], out[at + 1]);
  } else if (kind <= 1) {  // two equal letters cannot be seen to swap: one is lost instead
    out.erase(at, 1);
  } else if (kind == 2) {
    out.insert(at, 1, out[at]);
  } else {
    out[at] = beside(out[at], chance);
  }
  return out;
}

}  // namespace verbatim::cli
