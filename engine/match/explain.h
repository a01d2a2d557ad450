// Fills an Explanation from a reading and its candidates.
#ifndef VERBATIM_ENGINE_MATCH_EXPLAIN_H_
#define VERBATIM_ENGINE_MATCH_EXPLAIN_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/match/explanation.h"
#include "engine/match/matcher.h"

namespace verbatim {

// How the words of `message` were read.
Explanation explain_reading(const Matcher& matcher, std::string_view message, const Reading& reading);

// Adds the candidates, best first, of which the first `answered` gave the reply.
void explain_candidates(const Matcher& matcher, const std::vector<Candidate>& candidates,
                        std::size_t answered, Explanation& explanation);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_EXPLAIN_H_
