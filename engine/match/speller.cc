#include "engine/match/speller.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/text/distance.h"

namespace verbatim {
namespace {

constexpr std::size_t kLeastLetters = 3;
constexpr std::size_t kMostLetters = 24;
constexpr std::size_t kTwoEditsFrom = 8;

// A word of three letters is one edit away from too many others: only words of many rules
// are worth the risk, or the commonest slips ("kil" for "kill").
constexpr std::uint32_t kShortWordUses = 12;
constexpr double kCommonSlip = 0.7;
constexpr double kTwoSlips = 1.4;

std::size_t edits_allowed(std::size_t letters) { return letters >= kTwoEditsFrom ? 2 : 1; }

std::uint32_t hash_of(std::string_view word) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

// Hashes of the word and of its forms with up to `edits` letters left out.
void add_deletions(const std::string& word, std::size_t edits, std::size_t from,
                   std::vector<std::uint32_t>& out) {
  out.push_back(hash_of(word));
  if (edits == 0 || word.size() < 2) return;
  for (std::size_t i = from; i < word.size(); ++i) {
    auto shorter = word;
    shorter.erase(i, 1);
    add_deletions(shorter, edits - 1, i, out);
  }
}

std::vector<std::uint32_t> deletions_of(const std::string& word) {
  std::vector<std::uint32_t> out;
  add_deletions(word, edits_allowed(word.size()), 0, out);
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool are_neighbours(char a, char b) {
  static constexpr std::array<std::string_view, 3> kRows = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  for (const auto row : kRows) {
    const auto i = row.find(a);
    const auto j = row.find(b);
    if (i != std::string_view::npos && j != std::string_view::npos) return i + 1 == j || j + 1 == i;
  }
  return false;
}

// The first letter is seldom mistyped.
double first_letter_cost(std::string_view typed, std::string_view meant) {
  return typed[0] == meant[0] ? 0 : 0.35;
}

// How unlikely a slip turns `meant` into `typed`, below 1 for the common ones; both differ by one edit.
double slip_cost(std::string_view typed, std::string_view meant) {
  std::size_t same = 0;
  while (same < std::min(typed.size(), meant.size()) && typed[same] == meant[same]) ++same;
  if (same == typed.size() && same == meant.size()) return 0;
  const auto first_letter = first_letter_cost(typed, meant);
  if (typed.size() == meant.size()) {
    const bool swapped =
        same + 1 < typed.size() && typed[same] == meant[same + 1] && typed[same + 1] == meant[same];
    if (swapped) return kCommonSlip + first_letter;
    return (are_neighbours(typed[same], meant[same]) ? 0.8 : 1.0) + first_letter;
  }
  const auto& longer = typed.size() > meant.size() ? typed : meant;
  const bool doubled = same > 0 && longer[same] == longer[same - 1];
  return (doubled ? kCommonSlip : 0.9) + first_letter;
}

// How far the typed word is from an entry; nothing when it is too far.
std::optional<double> cost_of(std::string_view typed, const Speller::Entry& entry) {
  const auto allowed = std::min(edits_allowed(typed.size()), edits_allowed(entry.word.size()));
  const auto edits = text::distance(typed, entry.word, allowed);
  if (edits > allowed) return std::nullopt;
  const auto slip =
      edits <= 1 ? slip_cost(typed, entry.word) : kTwoSlips + first_letter_cost(typed, entry.word);
  const bool short_word = std::min(typed.size(), entry.word.size()) <= kLeastLetters;
  if (short_word && slip > kCommonSlip && entry.uses < kShortWordUses) return std::nullopt;
  return slip - 0.05 * std::log1p(entry.uses);
}

}  // namespace

Speller::Speller(std::vector<Entry> words) : words_(std::move(words)) {
  std::erase_if(words_, [](const Entry& entry) {
    return entry.word.size() < kLeastLetters || entry.word.size() > kMostLetters;
  });
  std::ranges::sort(words_, {}, &Entry::word);
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    for (const auto hash : deletions_of(words_[i].word)) deletions_.push_back({hash, i});
  }
  std::ranges::sort(deletions_);
  words_.shrink_to_fit();
  deletions_.shrink_to_fit();
}

std::vector<std::string_view> Speller::meant(std::string_view folded) const {
  if (folded.size() < kLeastLetters || folded.size() > kMostLetters) return {};
  struct Found {
    double cost;
    std::string_view word;
  };
  std::vector<Found> found;
  for (const auto hash : deletions_of(std::string(folded))) {
    auto at = std::ranges::lower_bound(deletions_, Deletion{hash, 0});
    for (; at != deletions_.end() && at->hash == hash; ++at) {
      if (const auto cost = cost_of(folded, words_[at->word]))
        found.push_back({*cost, words_[at->word].word});
    }
  }
  std::ranges::sort(found, [](const Found& a, const Found& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.word < b.word;
  });
  std::vector<std::string_view> out;
  for (const auto& one : found) {
    if (out.size() == kMaxMeant) break;
    if (std::ranges::find(out, one.word) == out.end()) out.push_back(one.word);
  }
  return out;
}

}  // namespace verbatim
