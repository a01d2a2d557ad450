// A pattern as a tree, and the parser that reads it.
//
//   pattern  = part { "&" part }            all of these, in any order
//   part     = [ "!" ] ( sequence | regex ) "!": and not this
//   regex    = "/" RE2 "/"                  over the folded words, joined by one space
//   sequence = item { item }                next to each other
//   item     = word                         by stem
//            | '"' words '"'                as written
//            | "(" sequence { "|" sequence } ")"    one of
//            | "[" sequence { "|" sequence } "]"    one of, or nothing
//            | "*" [ digits ]               up to 8 words, or that many
//            | "<" | ">"                    start, end of the message
//            | "@" name                     a phrase of the concept
//            | "{" name ":" type "}"        the same, kept in the session under `name`
#ifndef VERBATIM_ENGINE_MATCH_PATTERN_H_
#define VERBATIM_ENGINE_MATCH_PATTERN_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/language.h"

namespace verbatim {

inline constexpr int kDefaultGap = 8;
inline constexpr int kMaxGap = 20;

struct PatternNode {
  enum class Kind {
    kWord,          // text: folded word, matched by stem
    kExact,         // text: folded word, matched as it is
    kConcept,       // text: name of the concept or type
    kCapture,       // text: name of the type or concept; name: session fact
    kGap,           // max words, any
    kStart,         // before the first word
    kEnd,           // after the last word
    kSequence,      // children in order
    kAlternatives,  // one of the children
    kOptional,      // children[0] or nothing
  };
  Kind kind = Kind::kSequence;
  std::string text = {};
  std::string name = {};
  int max = 0;
  std::size_t offset = 0;  // characters before this in the pattern
  std::vector<PatternNode> children = {};
};

struct PatternPart {
  bool negated = false;
  PatternNode node = {};
  std::string regex = {};  // when not empty, `node` is unused
  std::size_t offset = 0;
};

struct PatternTree {
  std::vector<PatternPart> parts;
};

// A mistake in a pattern; `offset` counts characters from its start.
struct PatternError {
  std::size_t offset;
  std::string message;
  std::string hint;
  std::string code = "bad-pattern";
};

struct PatternParse {
  PatternTree tree;
  std::vector<PatternError> errors;  // empty when the tree is good
};

PatternParse parse_pattern(std::string_view pattern, const text::Language& language);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_PATTERN_H_
