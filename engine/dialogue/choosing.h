// Choosing: which rules may answer a message now, and whether the best of them is clear.
#ifndef VERBATIM_ENGINE_DIALOGUE_CHOOSING_H_
#define VERBATIM_ENGINE_DIALOGUE_CHOOSING_H_

#include "engine/dialogue/scene.h"

namespace verbatim::dialogue {

// The matcher's questions without the rules whose `when` or `after` does not hold.
Candidates questions(const Scene& scene, const Reading& reading, const Nearest& nearest);
Candidates questions(const Scene& scene, const Reading& reading);

// Whether the first candidate may answer: confident, and nobody as near.
bool is_clear(const Scene& scene, const Candidates& candidates);

// The candidates that are near enough to the best to be asked about.
// REQUIRES: there is one.
Candidates near_best(const Scene& scene, const Candidates& candidates);

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_CHOOSING_H_
