// Reading a typed answer to the buttons on show: "2", "the second one", "1 and 3".
#ifndef VERBATIM_ENGINE_DIALOGUE_PICK_H_
#define VERBATIM_ENGINE_DIALOGUE_PICK_H_

#include <cstddef>
#include <vector>

#include "engine/text/language.h"
#include "engine/text/tokenise.h"

namespace verbatim {

// Which of `count` choices the words name, from 0, each once; nothing when they say more than that.
std::vector<std::size_t> picked_choices(const std::vector<text::Token>& words, std::size_t count,
                                        const text::Language& language);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_DIALOGUE_PICK_H_
