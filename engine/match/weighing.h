// Weighing: how much each word of a reading says, before anything is compared with it.
//
// Words of few rules say much, grammar says little (lexicon.h).  Two kinds of phrases are read as a whole:
// a courtesy ("hi", "can you tell me") says nothing when more is said beside it, and a name of the subject
// of the rulebook counts as one word, the same for all its names.
#ifndef VERBATIM_ENGINE_MATCH_WEIGHING_H_
#define VERBATIM_ENGINE_MATCH_WEIGHING_H_

#include "engine/match/lexicon.h"
#include "engine/match/reading.h"

namespace verbatim {

// Fills in stems, weights and the place of the question.  REQUIRES: tokens, symbols and occurrences are
// there.
void weigh(const Lexicon& lexicon, Reading& reading);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_WEIGHING_H_
