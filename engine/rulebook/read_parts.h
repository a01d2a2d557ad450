// Parts that several kinds of rule files share: names, reviews, conditions, what to remember.
#ifndef VERBATIM_ENGINE_RULEBOOK_READ_PARTS_H_
#define VERBATIM_ENGINE_RULEBOOK_READ_PARTS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/condition.h"
#include "engine/rulebook/reader.h"

namespace verbatim {

struct Review {
  std::string by;
  std::string on;  // ISO dates
  std::string due;
};

// "id": small letters, digits, _ and points.  `what` names its owner in messages: "a rule".
std::optional<Text> read_id(ObjectReader& reader, std::string_view what, Problems& problems);

// "reviewed": {"by", "on", "due"}.
Review read_review(ObjectReader& reader, Problems& problems);

// Reports a text that is no date.
void check_date(const Text& date, Problems& problems);

std::vector<std::string> read_sources(ObjectReader& reader);

// "when": {"concern": "scars", "day": {"from": 0, "to": 2}, "pregnant": ["yes", "maybe"]}.
Conditions read_when(ObjectReader& reader, Problems& problems);

// "remember": {"concern": "scars"}.
SessionFacts read_remember(ObjectReader& reader, Problems& problems);

// {"from": 0, "to": 2}; one of the two may be left out.
std::optional<NumberRange> read_range(const Json* value, std::string_view key, Problems& problems);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_READ_PARTS_H_
