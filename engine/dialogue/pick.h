// Reading a typed answer to the buttons on show: "2", "the second one".
#ifndef VERBATIM_ENGINE_DIALOGUE_PICK_H_
#define VERBATIM_ENGINE_DIALOGUE_PICK_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/text/tokenise.h"

namespace verbatim {

// Which of `count` choices the words name, from 0; nothing when they say more than that.
std::optional<std::size_t> picked_choice(const std::vector<text::Token>& words, std::size_t count);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_DIALOGUE_PICK_H_
