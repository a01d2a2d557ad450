// Inclusion: which patterns can match at all, and which match nothing that another one does not match too.
#ifndef VERBATIM_ENGINE_REVIEW_INCLUSION_H_
#define VERBATIM_ENGINE_REVIEW_INCLUSION_H_

#include <string>
#include <vector>

#include "engine/review/casebook.h"
#include "engine/review/samples.h"

namespace verbatim::review {

struct PatternFacts {
  enum class State {
    kAlive,
    kEmpty,    // speaks to no message
    kOpen,     // a bound was met
    kOutside,  // not provable
  };
  State state = State::kAlive;
  std::string message = {};  // to which it speaks, when alive
  // Others that speak whenever it does (proved) and name every word that it names (on all samples): they
  // rank at least as high.
  std::vector<PatternId> covers = {};
  std::vector<PatternId> open = {};     // a bound was met before it was known whether they cover it
  std::vector<PatternId> dangers = {};  // together they speak to everything it does; empty when they do not
};

// By pattern.
std::vector<PatternFacts> find_inclusions(Casebook& casebook);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_INCLUSION_H_
