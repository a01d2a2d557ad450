// Context: messages that lean on the last answer, such as "and for scars?" and "why?".
#ifndef VERBATIM_ENGINE_DIALOGUE_CONTEXT_H_
#define VERBATIM_ENGINE_DIALOGUE_CONTEXT_H_

#include <optional>
#include <string_view>

#include "engine/dialogue/scene.h"

namespace verbatim::dialogue {

// "And …", "but …": it goes on from the last answer even where it could stand alone.
bool goes_on(const Scene& scene, const Reading& reading);

// Whether it holds "that", "they", …: words that mean something said before.
bool points_back(const Scene& scene, const Reading& reading);

// The rule that the message asks for when it is read together with the question that was answered
// last.  The rule must find something of its own in the new words.  `alone` are the candidates of
// the message by itself.
std::optional<Candidate> in_context(const Scene& scene, std::string_view text, const Reading& reading,
                                    const Candidates& alone);

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_CONTEXT_H_
