// Reading age: how old a pupil must be to read a text with ease.
#ifndef VERBATIM_ENGINE_REVIEW_READING_AGE_H_
#define VERBATIM_ENGINE_REVIEW_READING_AGE_H_

#include <optional>
#include <string_view>

#include "engine/text/language.h"

namespace verbatim::review {

// In years, by the Flesch-Kincaid grade (Kincaid et al., 1975) plus five.  Nothing for a text of fewer
// than thirty words, or of a language for which no formula is known here.
std::optional<double> reading_age(std::string_view plain_text, const text::Language& language);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_READING_AGE_H_
