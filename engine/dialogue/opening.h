// When a person will answer, by the clinic's opening hours.
#ifndef VERBATIM_ENGINE_DIALOGUE_OPENING_H_
#define VERBATIM_ENGINE_DIALOGUE_OPENING_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/rulebook/model.h"

namespace verbatim::dialogue {

struct AnswerTime {
  bool today = false;
  std::size_t weekday = 0;  // 0 is Monday
  std::string time = {};    // "09:30"
};

// The moment at which so many minutes of opening time have passed since `now` ("2026-11-01T14:05").
// Nothing when the clinic gives no times, is closed for the next weeks, or `now` is not such a text.
std::optional<AnswerTime> answer_time(const Clinic& clinic, int minutes, std::string_view now);

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_OPENING_H_
