// PatternIndex finds the patterns that a message could match, without looking at the others.
//
// Every pattern is filed under the rarest of the atoms that it needs, beside the
// second rarest.  A message walks only the files of its own atoms, and an entry
// whose second atom is absent costs one bit test.  So the cost follows what the
// message shares with the rules, not how many rules there are.
#ifndef VERBATIM_ENGINE_MATCH_PATTERN_INDEX_H_
#define VERBATIM_ENGINE_MATCH_PATTERN_INDEX_H_

#include <cstdint>
#include <vector>

#include "engine/match/compiled_pattern.h"
#include "engine/match/reading.h"

namespace verbatim {

using PatternId = std::uint32_t;

class PatternIndex {
 public:
  // `patterns` are those to file, `all` where their numbers point.
  PatternIndex(const std::vector<CompiledPattern>& all, const std::vector<PatternId>& patterns,
               std::size_t atom_count);

  // Calls visit(pattern) for each pattern of which `reading` has the two rarest required atoms, each once.
  template <typename Visit>
  void candidates(const Reading& reading, Visit&& visit) const {
    for (const auto pattern : unfiled_) visit(pattern);
    reading.occurrences.for_each_atom([&](AtomId atom) {
      for (auto i = starts_[atom]; i < starts_[atom + 1]; ++i) {
        const auto& entry = entries_[i];
        if (reading.occurrences.has(entry.second)) visit(entry.pattern);
      }
    });
  }

 private:
  struct Entry {
    AtomId second;  // the filing atom itself when there is no other
    PatternId pattern;
  };

  std::vector<std::uint32_t> starts_;  // by atom: where its entries begin; one more at the end
  std::vector<Entry> entries_;
  std::vector<PatternId>
      unfiled_;  // without a required atom: raw regular expressions, tried on every message
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_PATTERN_INDEX_H_
