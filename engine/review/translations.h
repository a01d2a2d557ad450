// Translations: rules that one language of the site has and another has not.
#ifndef VERBATIM_ENGINE_REVIEW_TRANSLATIONS_H_
#define VERBATIM_ENGINE_REVIEW_TRANSLATIONS_H_

#include "engine/review/review.h"

namespace verbatim::review {

// Codes: missing-translation (a note for each danger rule, and for each file of others), stray-translation.
void review_translations(const Rulebook& site, Findings& findings);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_TRANSLATIONS_H_
