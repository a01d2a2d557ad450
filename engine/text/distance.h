// How far two words are apart, for "did you mean".
#ifndef VERBATIM_ENGINE_TEXT_DISTANCE_H_
#define VERBATIM_ENGINE_TEXT_DISTANCE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim::text {

// Edits between two words, in bytes: insertion, deletion, replacement, swap of two
// neighbours (Damerau 1964, optimal string alignment).  Stops at `limit` + 1.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit);

// The nearest of `known` within a third of the word's length, or an empty string.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_DISTANCE_H_
