// Values that no list of phrases can hold: numbers, durations and dates, found in the tokens.
#ifndef VERBATIM_ENGINE_MATCH_TYPES_H_
#define VERBATIM_ENGINE_MATCH_TYPES_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/match/lexicon.h"
#include "engine/text/language.h"
#include "engine/text/tokenise.h"

namespace verbatim {

enum class ValueType {
  kNumber,    // "3", "three", "1.5"
  kDuration,  // "2 weeks", "a month", "48 h"
  kDate,      // "yesterday", "last tuesday", "3 may"
};
inline constexpr ValueType kValueTypes[] = {ValueType::kNumber, ValueType::kDuration, ValueType::kDate};

std::string_view name_of(ValueType type);
std::optional<ValueType> value_type(std::string_view name);

// Words of the longest value of a type.
inline constexpr std::size_t kLongestValue = 4;

// Every lexicon of a rulebook starts with one atom for each type, in their order.
constexpr AtomId type_atom(ValueType type) { return static_cast<AtomId>(type); }

// `amount` is the number, or days: of a duration its length, of a date how long ago it is; nothing
// where the words do not tell it ("last tuesday").
struct FoundValue {
  ValueType type;
  std::size_t start;
  std::size_t length;  // in tokens
  std::optional<double> amount;
};

// Calls `found` for every value, longest at each place.  Total and linear.
void find_types(const std::vector<text::Token>& tokens, const text::Language& language,
                const std::function<void(const FoundValue&)>& found);

// The first number among the tokens, whatever it counts: 17 of "17 years".
std::optional<double> first_number(const std::vector<text::Token>& tokens, const text::Language& language);

// The days of the first duration or date among the tokens: 14 of "2 weeks", 1 of "yesterday".
std::optional<double> first_days(const std::vector<text::Token>& tokens, const text::Language& language);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_TYPES_H_
