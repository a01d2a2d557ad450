#include "engine/match/pattern_index.h"

#include <algorithm>
#include <numeric>

namespace verbatim {
namespace {

struct Filing {
  AtomId first;
  AtomId second;
  PatternId pattern;
};

// In how many of the patterns each atom is required.
std::vector<std::uint32_t> count_use(const std::vector<CompiledPattern>& all,
                                     const std::vector<PatternId>& patterns, std::size_t atom_count) {
  std::vector<std::uint32_t> use(atom_count);
  for (const auto pattern : patterns) {
    for (const auto atom : all[pattern].required) ++use[atom];
  }
  return use;
}

}  // namespace

PatternIndex::PatternIndex(const std::vector<CompiledPattern>& all, const std::vector<PatternId>& patterns,
                           std::size_t atom_count)
    : starts_(atom_count + 1) {
  const auto use = count_use(all, patterns, atom_count);
  std::vector<Filing> filings;
  for (const auto pattern : patterns) {
    auto atoms = all[pattern].required;
    if (atoms.empty()) {
      unfiled_.push_back(pattern);
      continue;
    }
    std::ranges::sort(atoms, {}, [&](AtomId atom) { return std::pair(use[atom], atom); });
    filings.push_back({atoms[0], atoms[atoms.size() > 1 ? 1 : 0], pattern});
    ++starts_[atoms[0] + 1];
  }
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  std::ranges::stable_sort(filings, {}, &Filing::first);
  for (const auto& filing : filings) entries_.push_back({filing.second, filing.pattern});
}

}  // namespace verbatim
