// Flows: steps that cannot be reached, flows without a way out, choices that read the same.
#ifndef VERBATIM_ENGINE_REVIEW_FLOWS_H_
#define VERBATIM_ENGINE_REVIEW_FLOWS_H_

#include "engine/review/desk.h"

namespace verbatim::review {

// Codes: unreachable-step, endless-flow, same-choice, unused-outcome.
void review_flows(const Desk& desk);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_FLOWS_H_
