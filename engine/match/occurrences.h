// Occurrences: which atoms stand where in one message.
//
// A hash table over what was found, so that asking for an atom costs a few instructions, and
// its size follows the message and not the rulebook.  A word belongs to many atoms: a message of ten
// words has a few hundred occurrences.
#ifndef VERBATIM_ENGINE_MATCH_OCCURRENCES_H_
#define VERBATIM_ENGINE_MATCH_OCCURRENCES_H_

#include <cstdint>
#include <span>
#include <vector>

#include "engine/match/lexicon.h"

namespace verbatim {

// An atom found in the message: words [start, start + length).
struct Occurrence {
  AtomId atom;
  std::uint16_t start;
  std::uint16_t length;

  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

class Occurrences {
 public:
  Occurrences() : Occurrences(std::vector<Occurrence>{}) {}
  explicit Occurrences(std::vector<Occurrence> found);

  bool has(AtomId atom) const { return first_of(atom) != kNone; }

  // Calls visit(occurrence) for each place of the atom, in no order; a place may be named twice.
  template <typename Visit>
  void for_each_place(AtomId atom, Visit&& visit) const {
    for (auto i = first_of(atom); i != kNone; i = next_[i]) visit(found_[i]);
  }

  // Calls visit(atom) once for each atom that is there.
  template <typename Visit>
  void for_each_atom(Visit&& visit) const {
    for (const auto i : last_) visit(found_[i].atom);
  }

  // As they were found.
  std::span<const Occurrence> all() const { return found_; }

 private:
  std::size_t slot_of(AtomId atom) const {
    auto slot = static_cast<std::size_t>((atom * 2654435769U) >> shift_);
    while (slots_[slot] != kNone && found_[slots_[slot]].atom != atom)
      slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }
  std::uint32_t first_of(AtomId atom) const { return slots_[slot_of(atom)]; }

  std::vector<Occurrence> found_;
  std::vector<std::uint32_t> next_;   // by occurrence: another one of the same atom
  std::vector<std::uint32_t> last_;   // one occurrence of each atom: the end of its chain
  std::vector<std::uint32_t> slots_;  // the start of each chain; at most half of them are taken
  unsigned shift_ = 0;                // leaves as many bits of a hash as number the slots
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_OCCURRENCES_H_
