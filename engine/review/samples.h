// Samples: messages that a pattern matches, made in no time.
//
// One of them shows that a pattern can match; several show for nearly every other pattern that it does not
// include this one.  Only what they leave open needs a proof.
#ifndef VERBATIM_ENGINE_REVIEW_SAMPLES_H_
#define VERBATIM_ENGINE_REVIEW_SAMPLES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "engine/review/casebook.h"

namespace verbatim::review {

struct Sample {
  std::string message;
  Reading reading;
};

// The sample with this number, the shortest first; nothing when the pattern does not speak to it.
std::optional<Sample> sample_of(Casebook& casebook, PatternId pattern, unsigned number);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_SAMPLES_H_
