// Content: reviews out of date, answers without sources, texts that are hard to read.
#ifndef VERBATIM_ENGINE_REVIEW_CONTENT_H_
#define VERBATIM_ENGINE_REVIEW_CONTENT_H_

#include "engine/review/desk.h"

namespace verbatim::review {

// Codes: no-review, review-due, no-sources, long-answer, hard-to-read, not-https, shouting.
void review_content(const Desk& desk);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_CONTENT_H_
