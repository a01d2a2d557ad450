// Segments: a message that asks several things is taken apart where one question ends and the next begins.
#ifndef VERBATIM_ENGINE_MATCH_SEGMENTS_H_
#define VERBATIM_ENGINE_MATCH_SEGMENTS_H_

#include <vector>

#include "engine/match/lexicon.h"
#include "engine/match/reading.h"

namespace verbatim {

// More parts than this are not looked at one by one.
inline constexpr std::size_t kMaxSegments = 6;

// The parts of a reading, in order: split at sentence ends, and at "and" when a question word
// follows.  None when there is nothing to split.
std::vector<Reading> segments_of(const Reading& reading, const Lexicon& lexicon);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_SEGMENTS_H_
