// Shapes: how RE2 matches patterns over words instead of characters; those that are no rows (row.h).
//
// A pattern is a shape plus the atoms that fill it: "many {what:treatment}" and
// "after {when:duration}" have the same shape, an atom and a captured one.  A message is
// written down for a pattern as one ';' a word, followed by a letter for each of
// the pattern's atoms that starts at that word (another letter for each length in
// words).  The shape is an RE2 over those letters.  So
//   - matching is on words, in any script, and linear in the message;
//   - thousands of patterns share a few dozen RE2 objects, compiled and warmed at load;
//   - which words an atom stands for is decided once a message, not once a pattern.
//
// Example: "many {what:treatment}" over "so how many sessions do I need" is
//   ;   ;   ;A   ;B       ;  ; ;        against   ;[^;]*A[^;]*(;[^;]*B[^;]*)
#ifndef VERBATIM_ENGINE_MATCH_SHAPE_H_
#define VERBATIM_ENGINE_MATCH_SHAPE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/lexicon.h"
#include "engine/match/reading.h"

namespace re2 {
class RE2;
}

namespace verbatim {

// An atom of one pattern: its letters are first_letter … first_letter + longest - 1, by length in words.
struct Slot {
  AtomId atom;
  std::uint8_t first_letter;
  std::uint8_t longest;
};

// The letters run from 'A' to 0xFF; a pattern that needs more is refused at load.
inline constexpr unsigned kFirstLetter = 'A';
inline constexpr unsigned kLastLetter = 0xFF;

// `reading` written down for the pattern whose atoms are `slots`.
std::string write_down(const Reading& reading, const std::vector<Slot>& slots);

// Finds `shape` in a text that write_down made.  Nothing when it does not match; else the
// range of the whole match, followed by one range a capture (empty when it took no part).
std::optional<std::vector<WordRange>> find_shape(const re2::RE2& shape, std::string_view written,
                                                 int captures);

// Whether `shape` matches at all, at less cost.
bool has_shape(const re2::RE2& shape, std::string_view written);

// The regular expressions for the pieces of a shape.
std::string shape_of_slot(const Slot& slot);
std::string shape_of_gap(int max);
std::string shape_of_start();
std::string shape_of_end();

// Keeps one RE2 for each distinct shape.
class ShapePool {
 public:
  ShapePool();
  ~ShapePool();

  // The compiled shape, or null when RE2 refuses it as too large.
  const re2::RE2* get(const std::string& shape);
  std::size_t size() const { return shapes_.size(); }

 private:
  StringMap<std::unique_ptr<re2::RE2>> shapes_;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_SHAPE_H_
