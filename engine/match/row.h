// Row: a part of a pattern that is matched without RE2.
//
// Most parts are atoms, gaps and anchors one after the other, with no choice but what may be left out.
// For these a message is a set of bits: bit p says that the rest of the row can start at
// word p.  Going from the last item to the first, each item turns that set into the one
// before it; the part matches when the first set is not empty, and the sets then lead to the match
// that RE2 would find: leftmost, gaps as short and optional atoms as long as they can be.
// The set of a message of up to 63 words is one integer.
//
// All other parts are RE2's (shape.h).  tests/unit/row_test.cc holds both against each other.
#ifndef VERBATIM_ENGINE_MATCH_ROW_H_
#define VERBATIM_ENGINE_MATCH_ROW_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/match/reading.h"
#include "engine/match/shape.h"

namespace verbatim {

struct RowItem {
  enum class Kind : std::uint8_t {
    kAtom,
    kGap,    // up to `max` words, any
    kStart,  // before the first word, of the message or of its question
    kEnd,    // after the last word, of either
  };
  Kind kind = Kind::kAtom;
  bool optional = false;  // an atom that may be left out
  std::uint8_t max = 0;
  AtomId atom = kNone;
};

// Empty for a part that is none.
using AtomRow = std::vector<RowItem>;

inline constexpr std::size_t kMaxRowItems = 16;

// The words that the row matches, nothing when it does not match.
// REQUIRES: 1 <= row.size() <= kMaxRowItems.
std::optional<WordRange> find_row(const AtomRow& row, const Reading& reading);

// Whether it matches at all, at less cost.  REQUIRES: as above.
bool has_row(const AtomRow& row, const Reading& reading);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_ROW_H_
