// What is written down of a turn, by whatever door it came: figures, and questions without an answer.
#ifndef VERBATIM_ADAPTERS_HOST_TURN_NOTES_H_
#define VERBATIM_ADAPTERS_HOST_TURN_NOTES_H_

#include <string_view>

#include "adapters/host/site.h"
#include "adapters/host/turn_observer.h"
#include "adapters/store/store.h"

namespace verbatim {

// `observer` may be null; `typed` is what the visitor wrote, empty for a button.  The words are kept only
// of a question that found no answer, masked, and where the clinic has asked for it.
void note_turn(TurnObserver* observer, Store& store, const Site& site, const TurnReport& report,
               std::string_view typed);

// Keeps the words of a question without an answer, masked, for as long as the clinic has asked for.
void note_question(Store& store, const Site& site, std::string_view typed);

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_TURN_NOTES_H_
