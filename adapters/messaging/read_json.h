// Reading JSON of strangers: nothing throws, whatever is missing or of another type is simply empty.
#ifndef VERBATIM_ADAPTERS_MESSAGING_READ_JSON_H_
#define VERBATIM_ADAPTERS_MESSAGING_READ_JSON_H_

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace verbatim::messaging {

using Json = nlohmann::ordered_json;

inline constexpr int kMaxJsonDepth = 32;

// Nothing when it is not JSON in UTF-8, or nested deeper than kMaxJsonDepth.
std::optional<Json> read_json(std::string_view text);

// The member at the end of a path of names; null when there is none.
const Json& at(const Json& value, std::initializer_list<const char*> path);
inline const Json& at(const Json& value, const char* name) { return at(value, {name}); }

// A text as it is, an integer in decimal digits; empty for anything else.
std::string text_of(const Json& value);

// A text; nothing for anything else.
std::optional<std::string> text_if(const Json& value);

// An integer, also when it is written as a text; 0 for anything else.
std::int64_t integer_of(const Json& value);

// Whether it is `true`.
bool is_true(const Json& value);

// Bytes that are not UTF-8 become U+FFFD.
std::string write_json(const Json& value);

// Decimal digits, up to 18 of them and nothing else, as a number.
std::optional<std::int64_t> read_digits(std::string_view text);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_READ_JSON_H_
