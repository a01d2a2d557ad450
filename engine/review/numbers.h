// Numbers: answers that contradict each other, and numbers that a fact holds already.
#ifndef VERBATIM_ENGINE_REVIEW_NUMBERS_H_
#define VERBATIM_ENGINE_REVIEW_NUMBERS_H_

#include "engine/review/desk.h"

namespace verbatim::review {

// Codes: contradiction, literal-fact.
//
// Two sentences contradict each other when they say nearly the same words about different numbers of
// the same unit.  A literal stands for a fact when it says the fact's value in a sentence that shares a
// word with the fact's name.
void review_numbers(const Desk& desk);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_NUMBERS_H_
