// A pattern ready for matching, and what it finds in a message.
#ifndef VERBATIM_ENGINE_MATCH_COMPILED_PATTERN_H_
#define VERBATIM_ENGINE_MATCH_COMPILED_PATTERN_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/match/lexicon.h"
#include "engine/match/reading.h"
#include "engine/match/row.h"
#include "engine/match/shape.h"

namespace verbatim {

// Matched in one of three ways.
struct CompiledPart {
  bool negated = false;
  AtomRow row;                          // when not empty, without RE2
  std::shared_ptr<const re2::RE2> raw;  // when not null, over the folded words, joined by one space
  const re2::RE2* shape = nullptr;      // else this, owned by the pool, with its atoms in `slots`
  std::vector<Slot> slots;
  std::vector<std::string> captures;  // session facts, by capture group of the shape
};

struct CompiledPattern {
  std::vector<CompiledPart> parts;
  std::vector<AtomId> required;  // atoms without which it cannot match, each once
};

// A value that a pattern picked out of the message.
struct Captured {
  std::string name;
  std::string value;  // its folded words
};

struct PatternMatch {
  std::vector<WordRange> ranges;     // one for each part that is not negated
  std::vector<std::uint16_t> words;  // those in the ranges that an atom of the pattern names, ascending
  std::vector<Captured> captures;
};

// Nothing when the pattern does not match.  Total; linear in the message.
std::optional<PatternMatch> match(const CompiledPattern& pattern, const Reading& reading);

// Whether it matches, at less cost.
bool matches(const CompiledPattern& pattern, const Reading& reading);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_COMPILED_PATTERN_H_
