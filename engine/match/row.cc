#include "engine/match/row.h"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <type_traits>

namespace verbatim {
namespace {

// Sets of places between words: place 0 before the first, place n after the last of n words.
using ShortPlaces = std::uint64_t;
using LongPlaces = std::bitset<text::kMaxTokens + 1>;

bool is_short(const Reading& reading) { return reading.tokens.size() < 64; }

bool holds(ShortPlaces places, std::size_t place) { return (places >> place & 1) != 0; }
bool holds(const LongPlaces& places, std::size_t place) { return places[place]; }

bool is_empty(ShortPlaces places) { return places == 0; }
bool is_empty(const LongPlaces& places) { return places.none(); }

// REQUIRES: a place from `from` on is in the set.
std::size_t first_from(ShortPlaces places, std::size_t from) {
  return from + static_cast<std::size_t>(std::countr_zero(places >> from));
}
std::size_t first_from(const LongPlaces& places, std::size_t from) {
  while (!places[from]) ++from;
  return from;
}

// Every place of the message.
template <typename Places>
Places anywhere(const Reading& reading) {
  constexpr std::size_t kBits = std::is_same_v<Places, ShortPlaces> ? 64 : text::kMaxTokens + 1;
  return ~Places{} >> (kBits - 1 - reading.tokens.size());
}

// From where an atom leads to one of `after`.
template <typename Places>
Places before_atom(AtomId atom, const Places& after, const Reading& reading) {
  Places out{};
  reading.occurrences.for_each_place(atom, [&](const Occurrence& found) {
    if (holds(after, std::size_t{found.start} + found.length)) out |= Places{1} << found.start;
  });
  return out;
}

// From where at most `max` words lead to one of `after`.
template <typename Places>
Places before_gap(unsigned max, const Places& after) {
  auto out = after;
  for (unsigned words = 1; words <= max; ++words) out |= after >> words;
  return out;
}

// From where the row can go on with `item`, when it can go on after it from `after`.
template <typename Places>
Places before(const RowItem& item, const Places& after, const Reading& reading) {
  switch (item.kind) {
    case RowItem::Kind::kAtom: {
      auto out = before_atom(item.atom, after, reading);
      return item.optional ? out | after : out;
    }
    case RowItem::Kind::kGap:
      return before_gap(item.max, after);
    case RowItem::Kind::kStart:
      return after & (Places{1} | Places{1} << reading.question.begin);
    case RowItem::Kind::kEnd:
      return after & (Places{1} << reading.tokens.size() | Places{1} << reading.question.end);
  }
  return {};
}

// Where the longest occurrence of an atom at `place` ends that leads to one of `after`; `place` for none.
template <typename Places>
std::size_t end_of_atom(AtomId atom, std::size_t place, const Places& after, const Reading& reading) {
  auto end = place;
  reading.occurrences.for_each_place(atom, [&](const Occurrence& found) {
    const auto candidate = std::size_t{found.start} + found.length;
    if (found.start == place && holds(after, candidate)) end = std::max(end, candidate);
  });
  return end;
}

// Where RE2 would go on from `place`; some way leads to one of `after`.
template <typename Places>
std::size_t step(const RowItem& item, std::size_t place, const Places& after, const Reading& reading) {
  if (item.kind == RowItem::Kind::kAtom) return end_of_atom(item.atom, place, after, reading);
  return item.kind == RowItem::Kind::kGap ? first_from(after, place) : place;
}

template <typename Places>
bool has(const AtomRow& row, const Reading& reading) {
  auto places = anywhere<Places>(reading);
  for (auto item = row.rbegin(); item != row.rend() && !is_empty(places); ++item)
    places = before(*item, places, reading);
  return !is_empty(places);
}

template <typename Places>
std::optional<WordRange> find(const AtomRow& row, const Reading& reading) {
  std::array<Places, kMaxRowItems + 1> from;  // from[i]: where row[i], row[i + 1], … can start
  from[row.size()] = anywhere<Places>(reading);
  for (auto i = row.size(); i-- > 0;) {
    from[i] = before(row[i], from[i + 1], reading);
    if (is_empty(from[i])) return std::nullopt;
  }
  const auto begin = first_from(from[0], 0);
  auto place = begin;
  for (std::size_t i = 0; i < row.size(); ++i) place = step(row[i], place, from[i + 1], reading);
  return WordRange{static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(place)};
}

}  // namespace

bool has_row(const AtomRow& row, const Reading& reading) {
  return is_short(reading) ? has<ShortPlaces>(row, reading) : has<LongPlaces>(row, reading);
}

std::optional<WordRange> find_row(const AtomRow& row, const Reading& reading) {
  return is_short(reading) ? find<ShortPlaces>(row, reading) : find<LongPlaces>(row, reading);
}

}  // namespace verbatim
