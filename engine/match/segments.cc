#include "engine/match/segments.h"

#include <algorithm>
#include <utility>

#include "engine/match/weighing.h"
#include "engine/text/language.h"

namespace verbatim {
namespace {

// Words [begin, end) as a reading of their own.
Reading slice(const Reading& reading, std::size_t begin, std::size_t end, const Lexicon& lexicon) {
  Reading out;
  const auto from = static_cast<std::ptrdiff_t>(begin);
  const auto to = static_cast<std::ptrdiff_t>(end);
  out.tokens.assign(reading.tokens.begin() + from, reading.tokens.begin() + to);
  out.symbols.assign(reading.symbols.begin() + from, reading.symbols.begin() + to);
  std::vector<Occurrence> inside;
  for (const auto& found : reading.occurrences.all()) {
    if (found.start < begin || found.start + found.length > end) continue;
    inside.push_back({found.atom, static_cast<std::uint16_t>(found.start - begin), found.length});
  }
  out.occurrences = Occurrences(std::move(inside));
  weigh(lexicon, out);
  return out;
}

bool starts_part(const Reading& reading, std::size_t i, const text::Language& language) {
  if (reading.tokens[i].clause != reading.tokens[i - 1].clause) return true;
  if (!text::is_one_of(language.joiners, reading.tokens[i].folded)) return false;
  return i + 1 < reading.tokens.size() && text::is_one_of(language.openers, reading.tokens[i + 1].folded);
}

}  // namespace

std::vector<Reading> segments_of(const Reading& reading, const Lexicon& lexicon) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t i = 1; i < reading.tokens.size() && starts.size() < kMaxSegments; ++i) {
    if (starts_part(reading, i, lexicon.language())) starts.push_back(i);
  }
  std::vector<Reading> out;
  if (starts.size() < 2) return out;
  starts.push_back(reading.tokens.size());
  for (std::size_t i = 0; i + 1 < starts.size(); ++i)
    out.push_back(slice(reading, starts[i], starts[i + 1], lexicon));
  return out;
}

}  // namespace verbatim
