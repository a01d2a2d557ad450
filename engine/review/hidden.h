// Hidden: patterns that match nothing, say nothing new, or are always answered by another rule.
#ifndef VERBATIM_ENGINE_REVIEW_HIDDEN_H_
#define VERBATIM_ENGINE_REVIEW_HIDDEN_H_

#include <vector>

#include "engine/review/desk.h"
#include "engine/review/inclusion.h"

namespace verbatim::review {

void review_hidden(const Desk& desk, Casebook& casebook, const std::vector<PatternFacts>& facts);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_HIDDEN_H_
