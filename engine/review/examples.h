// Examples: each must be answered by its own rule, and by no other.
#ifndef VERBATIM_ENGINE_REVIEW_EXAMPLES_H_
#define VERBATIM_ENGINE_REVIEW_EXAMPLES_H_

#include "engine/review/desk.h"

namespace verbatim::review {

// Codes: no-examples, same-example, lost-example, won-not-example.
void review_examples(const Desk& desk);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_EXAMPLES_H_
