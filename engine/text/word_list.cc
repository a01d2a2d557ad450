#include "engine/text/words.h"

namespace verbatim::text {

bool contains(std::string_view list, std::string_view word) {
  // [low, high) holds whole lines; `low` always stands at the start of one.
  std::size_t low = 1;
  std::size_t high = list.size();
  while (low < high) {
    const auto start = list.rfind('\n', low + (high - low) / 2 - 1) + 1;
    const auto end = list.find('\n', start);
    const auto line = list.substr(start, end - start);
    if (line == word) return true;
    if (line < word) {
      low = end + 1;
    } else {
      high = start;
    }
  }
  return false;
}

}  // namespace verbatim::text
