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

struct CompiledPart {
  bool negated = false;
  const re2::RE2* shape = nullptr;      // owned by the pool; null for a raw regular expression
  std::shared_ptr<const re2::RE2> raw;  // over the folded words, joined by one space
  std::vector<Slot> slots;
  Row row;  // the same as the shape, for messages that are not long; empty when it is none
  std::vector<std::string> captures;  // session facts, by capture group
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
