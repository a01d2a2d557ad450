// Several: a message that asks more than one thing.
#ifndef VERBATIM_ENGINE_DIALOGUE_SEVERAL_H_
#define VERBATIM_ENGINE_DIALOGUE_SEVERAL_H_

#include "engine/dialogue/scene.h"

namespace verbatim::dialogue {

// One candidate for each part of the message that a rule answers by itself, in the order of the
// message, each rule once.  Empty when the message is better answered as a whole.  `whole` are the
// candidates of the whole message.
Candidates several(const Scene& scene, const Reading& reading, const Candidates& whole);

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_SEVERAL_H_
