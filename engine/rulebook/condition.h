// Conditions: what must be known of the visitor for a rule, or one of its answers, to be used.
#ifndef VERBATIM_ENGINE_RULEBOOK_CONDITION_H_
#define VERBATIM_ENGINE_RULEBOOK_CONDITION_H_

#include <functional>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/diagnostic.h"

namespace verbatim {

// What a conversation knows of its visitor: names of facts and their values.  Numbers are digits,
// durations are days ("2 weeks" is "14"), everything else is folded words.
using SessionFacts = std::map<std::string, std::string, std::less<>>;

// Numbers from `least` to `most`, both included.
struct NumberRange {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();

  bool holds(double number) const { return least <= number && number <= most; }
};

// One line of "when".  Holds when the fact is one of `values`, or a number in `range` when there are none.
struct Condition {
  std::string fact;
  std::vector<std::string> values = {};
  NumberRange range = {};
  Position at = {};
};

// All of them must hold; an empty list always does.
using Conditions = std::vector<Condition>;

bool hold(const Conditions& conditions, const SessionFacts& facts);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_CONDITION_H_
