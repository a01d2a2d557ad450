// Safety: that every danger sign shows its card, in every state of a conversation and every language.
#ifndef VERBATIM_ENGINE_REVIEW_SAFETY_H_
#define VERBATIM_ENGINE_REVIEW_SAFETY_H_

#include "engine/review/desk.h"

namespace verbatim::review {

// Codes: no-danger-rules, lost-danger, hidden-danger.
//
// A danger rule is asked before the session is looked at, so no ordinary rule can outrank one; what is
// walked here are the states that buttons can lead to, with every example of every danger rule.
void review_safety(const Desk& desk);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_SAFETY_H_
