// References: names that nothing uses, and buttons that lead nowhere.
#ifndef VERBATIM_ENGINE_REVIEW_REFERENCES_H_
#define VERBATIM_ENGINE_REVIEW_REFERENCES_H_

#include "engine/review/desk.h"

namespace verbatim::review {

// Codes: unused-concept, unused-fact, self-follow-up, repeated-follow-up, unused-flow.
void review_references(const Desk& desk);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_REFERENCES_H_
