// Automaton: one part of a pattern as states and the words that lead from one to the next.
//
// It describes a stretch of words.  Where the stretch begins in the message is up to who runs it: a run
// may start at every word, from first() at the first word of the message and from later() behind it.
#ifndef VERBATIM_ENGINE_REVIEW_AUTOMATON_H_
#define VERBATIM_ENGINE_REVIEW_AUTOMATON_H_

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/match/pattern.h"
#include "engine/review/vocabulary.h"

namespace verbatim::review {

using StateId = std::uint16_t;

inline constexpr SymbolId kAnyWord = 0xFFFFFFFE;  // of a gap

struct Step {
  SymbolId symbol;  // or a WordClass, or kAnyWord
  StateId to;

  friend auto operator<=>(const Step&, const Step&) = default;
};

struct AutomatonState {
  std::vector<Step> steps;      // sorted
  bool matched = false;         // the stretch is complete
  bool matched_at_end = false;  // it is, when the message ends here
  // States inside the same gap share its number.  From the one with the lower `waited` everything can
  // follow that can follow from the others; 0 for states outside gaps.
  std::uint16_t gap = 0;
  std::uint16_t waited = 0;
};

class Automaton {
 public:
  // More states than this are not built: the part is out of reach for proofs.
  static constexpr std::size_t kMostStates = 4000;

  Automaton(const PatternNode& part, Vocabulary& vocabulary);

  bool is_complete() const { return complete_; }
  StateId first() const { return first_; }
  StateId later() const { return later_; }
  const AutomatonState& operator[](StateId state) const { return states_[state]; }
  std::size_t size() const { return states_.size(); }
  // Symbols of the same kind lead from the same states to the same states; 0 for those that lead nowhere.
  std::uint32_t kind_of(SymbolId symbol) const {
    const auto found = kinds_.find(symbol);
    return found == kinds_.end() ? 0 : found->second;
  }

 private:
  friend class AutomatonBuilder;

  void sort_symbols();

  std::vector<AutomatonState> states_;
  std::unordered_map<SymbolId, std::uint32_t> kinds_;
  StateId first_ = 0;
  StateId later_ = 0;
  bool complete_ = true;
};

// The part in a spelling of its own: equal for parts that are written alike, whatever the order and
// spelling of their alternatives.
std::string canonical(const PatternNode& part, Vocabulary& vocabulary);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_AUTOMATON_H_
