// Repair: mistyped words, and words written apart or together, are read as the rulebook's own.
#ifndef VERBATIM_ENGINE_MATCH_REPAIR_H_
#define VERBATIM_ENGINE_MATCH_REPAIR_H_

#include "engine/match/reading.h"

namespace verbatim {

// Changes the tokens of `reading`, notes each change in its repairs, and looks up the symbols.  A word that
// the rulebook or the language knows is only ever joined with its neighbour ("after
// care" where the rules say "aftercare"), never respelled.
void repair(const Lexicon& lexicon, text::Stemmer& stemmer, Reading& reading);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_REPAIR_H_
