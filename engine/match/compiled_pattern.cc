#include "engine/match/compiled_pattern.h"

#include <re2/re2.h>

#include <algorithm>

namespace verbatim {
namespace {

std::string folded_words(const Reading& reading, WordRange range) {
  std::string out;
  for (auto i = range.begin; i < range.end; ++i) {
    if (!out.empty()) out += ' ';
    out += reading.tokens[i].folded;
  }
  return out;
}

WordRange all_of(const Reading& reading) { return {0, static_cast<std::uint16_t>(reading.tokens.size())}; }

bool has_required(const CompiledPattern& pattern, const Reading& reading) {
  return std::ranges::all_of(pattern.required, [&](AtomId atom) { return reading.occurrences.has(atom); });
}

bool part_matches(const CompiledPart& part, const Reading& reading) {
  if (part.raw) return re2::RE2::PartialMatch(folded_words(reading, all_of(reading)), *part.raw);
  if (!part.row.empty()) return has_row(part.row, reading);
  return has_shape(*part.shape, write_down(reading, part.slots));
}

// The words of `range` that the atom covers.
void add_named_words(AtomId atom, const Reading& reading, WordRange range,
                     std::vector<std::uint16_t>& words) {
  reading.occurrences.for_each_place(atom, [&](const Occurrence& place) {
    if (place.start < range.begin || place.start + place.length > range.end) return;
    for (auto i = place.start; i < place.start + place.length; ++i) words.push_back(i);
  });
}

bool match_raw(const CompiledPart& part, const Reading& reading, PatternMatch& out) {
  const auto all = all_of(reading);
  const auto text = folded_words(reading, all);
  re2::StringPiece found;
  if (!part.raw->Match(text, 0, text.size(), re2::RE2::UNANCHORED, &found, 1)) return false;
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  std::uint16_t word = 0;
  WordRange range{all.end, 0};
  for (std::size_t at = 0; word < all.end; ++word) {
    const auto end = at + reading.tokens[word].folded.size();
    if (end > begin && at < begin + found.size()) {
      range = {std::min(range.begin, word), static_cast<std::uint16_t>(word + 1)};
      out.words.push_back(word);
    }
    at = end + 1;
  }
  out.ranges.push_back(range.end == 0 ? WordRange{} : range);
  return true;
}

bool match_row(const CompiledPart& part, const Reading& reading, PatternMatch& out) {
  const auto range = find_row(part.row, reading);
  if (!range) return false;
  out.ranges.push_back(*range);
  for (const auto& item : part.row) {
    if (item.kind == RowItem::Kind::kAtom) add_named_words(item.atom, reading, *range, out.words);
  }
  return true;
}

bool match_shape(const CompiledPart& part, const Reading& reading, PatternMatch& out) {
  const auto written = write_down(reading, part.slots);
  const auto ranges = find_shape(*part.shape, written, static_cast<int>(part.captures.size()));
  if (!ranges) return false;
  for (std::size_t i = 0; i < part.captures.size() && i + 1 < ranges->size(); ++i) {
    const auto& range = (*ranges)[i + 1];
    if (range.end > range.begin) out.captures.push_back({part.captures[i], folded_words(reading, range)});
  }
  out.ranges.push_back(ranges->front());
  for (const auto& slot : part.slots) add_named_words(slot.atom, reading, ranges->front(), out.words);
  return true;
}

bool match_part(const CompiledPart& part, const Reading& reading, PatternMatch& out) {
  if (part.raw) return match_raw(part, reading, out);
  return part.row.empty() ? match_shape(part, reading, out) : match_row(part, reading, out);
}

}  // namespace

bool matches(const CompiledPattern& pattern, const Reading& reading) {
  return has_required(pattern, reading) && std::ranges::all_of(pattern.parts, [&](const CompiledPart& part) {
           return part_matches(part, reading) != part.negated;
         });
}

std::optional<PatternMatch> match(const CompiledPattern& pattern, const Reading& reading) {
  if (!has_required(pattern, reading)) return std::nullopt;
  PatternMatch out;
  for (const auto& part : pattern.parts) {
    if (part.negated) {
      if (part_matches(part, reading)) return std::nullopt;
    } else if (!match_part(part, reading, out)) {
      return std::nullopt;
    }
  }
  std::ranges::sort(out.words);
  out.words.erase(std::unique(out.words.begin(), out.words.end()), out.words.end());
  return out;
}

}  // namespace verbatim
