// Overlap: what can be proved about the patterns of an edition, as patterns are automata over words.
#ifndef VERBATIM_ENGINE_REVIEW_OVERLAP_H_
#define VERBATIM_ENGINE_REVIEW_OVERLAP_H_

#include "engine/review/desk.h"

namespace verbatim::review {

void review_overlap(const Desk& desk);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_OVERLAP_H_
