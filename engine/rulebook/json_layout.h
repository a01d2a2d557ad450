// The one layout of rule files: two spaces a level, one item a line, and on one line what is short.
#ifndef VERBATIM_ENGINE_RULEBOOK_JSON_LAYOUT_H_
#define VERBATIM_ENGINE_RULEBOOK_JSON_LAYOUT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/rulebook/json.h"
#include "engine/rulebook/json_source.h"

namespace verbatim {

// Columns of a line, comments at its end not counted.
inline constexpr std::size_t kRuleFileWidth = 110;

// The text of a file.  Keeps comments, the order of keys, and single empty lines between items.
// Laying out the result again changes nothing.
std::string lay_out(const SourceDocument& document, std::size_t width = kRuleFileWidth);

// REQUIRES: read_json() (json.h) has read `text` without a mistake.
std::string lay_out(std::string_view text, std::size_t width = kRuleFileWidth);

// Whether two values are equal, wherever they stand.
bool same_value(const Json& a, const Json& b);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_JSON_LAYOUT_H_
