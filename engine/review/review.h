// Review: what a good editor would say of a rulebook that can be loaded.
//
// Loading finds what is broken; review finds what is sound and still not as it should be: rules that
// hide each other, answers that contradict each other, dangers that could be missed, texts out of date.
#ifndef VERBATIM_ENGINE_REVIEW_REVIEW_H_
#define VERBATIM_ENGINE_REVIEW_REVIEW_H_

#include <string>
#include <vector>

#include "engine/rulebook.h"
#include "engine/rulebook/diagnostic.h"

namespace verbatim::review {

using Findings = std::vector<Diagnostic>;

struct ReviewOptions {
  std::string today = {};  // ISO date; empty: dates are not compared with it
};

// Everything worth saying of the rulebook and its translations, in a stable order: by file, place, code.
// Total; bounded in time and states, and says where a bound was met.
Findings review(const Rulebook& rulebook, const ReviewOptions& options);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_REVIEW_H_
