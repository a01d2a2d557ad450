#include "engine/match/row.h"

#include <algorithm>
#include <array>
#include <bit>

namespace verbatim {
namespace {

// A bit for each place between words: bit 0 before the first, bit n after the last of n words.
using Places = std::uint64_t;

constexpr Places at(std::size_t place) { return Places{1} << place; }

// From where an atom leads to one of `after`.
Places before_atom(AtomId atom, Places after, const Reading& reading) {
  Places out = 0;
  reading.occurrences.for_each_place(atom, [&](const Occurrence& found) {
    const auto end = static_cast<unsigned>(found.start) + found.length;
    out |= (after >> end & 1) << found.start;
  });
  return out;
}

// From where at most `max` words lead to one of `after`.
Places before_gap(unsigned max, Places after) {
  auto out = after;
  for (unsigned words = 1; words <= max; ++words) out |= after >> words;
  return out;
}

// From where the row can go on with `item`, when it can go on after it from `after`.
Places before(const RowItem& item, Places after, const Reading& reading) {
  switch (item.kind) {
    case RowItem::Kind::kAtom:
      return before_atom(item.atom, after, reading) | (item.optional ? after : 0);
    case RowItem::Kind::kGap:
      return before_gap(item.max, after);
    case RowItem::Kind::kStart:
      return after & at(0);
    case RowItem::Kind::kEnd:
      return after & at(reading.tokens.size());
  }
  return 0;
}

// Where the longest occurrence of an atom at `place` ends that leads to one of `after`; `place` for none.
std::size_t end_of_atom(AtomId atom, std::size_t place, Places after, const Reading& reading) {
  auto end = place;
  reading.occurrences.for_each_place(atom, [&](const Occurrence& found) {
    const auto candidate = std::size_t{found.start} + found.length;
    if (found.start == place && (after & at(candidate)) != 0) end = std::max(end, candidate);
  });
  return end;
}

// Where RE2 would go on from `place`; some way leads to one of `after`.
std::size_t step(const RowItem& item, std::size_t place, Places after, const Reading& reading) {
  switch (item.kind) {
    case RowItem::Kind::kAtom:
      return end_of_atom(item.atom, place, after, reading);
    case RowItem::Kind::kGap:
      return place + static_cast<std::size_t>(std::countr_zero(after >> place));
    case RowItem::Kind::kStart:
    case RowItem::Kind::kEnd:
      return place;
  }
  return place;
}

Places anywhere(const Reading& reading) { return ~Places{0} >> (63 - reading.tokens.size()); }

}  // namespace

bool has_row(const Row& row, const Reading& reading) {
  auto places = anywhere(reading);
  for (auto item = row.rbegin(); item != row.rend() && places != 0; ++item)
    places = before(*item, places, reading);
  return places != 0;
}

std::optional<WordRange> find_row(const Row& row, const Reading& reading) {
  std::array<Places, kMaxRowItems + 1> from;  // from[i]: where row[i], row[i + 1], … can start
  from[row.size()] = anywhere(reading);
  for (auto i = row.size(); i-- > 0;) {
    from[i] = before(row[i], from[i + 1], reading);
    if (from[i] == 0) return std::nullopt;
  }
  const auto begin = static_cast<std::size_t>(std::countr_zero(from[0]));
  auto place = begin;
  for (std::size_t i = 0; i < row.size(); ++i) place = step(row[i], place, from[i + 1], reading);
  return WordRange{static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(place)};
}

}  // namespace verbatim
