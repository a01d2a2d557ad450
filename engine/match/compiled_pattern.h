// A pattern ready for matching, and the compiler that makes it from its tree.
#ifndef VERBATIM_ENGINE_MATCH_COMPILED_PATTERN_H_
#define VERBATIM_ENGINE_MATCH_COMPILED_PATTERN_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/match/lexicon.h"
#include "engine/match/pattern.h"
#include "engine/match/reading.h"
#include "engine/match/shape.h"

namespace verbatim {

struct CompiledPart {
  bool negated = false;
  const re2::RE2* shape = nullptr;      // owned by the pool; null for a raw regular expression
  std::shared_ptr<const re2::RE2> raw;  // over the folded words, joined by one space
  std::vector<Slot> slots;
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

// Turns trees into compiled patterns.  `atom_of_concept` gives the atom of a concept or type, kNone when
// unknown.
class PatternCompiler {
 public:
  using ConceptAtoms = StringMap<AtomId>;

  PatternCompiler(Lexicon& lexicon, ShapePool& shapes, const ConceptAtoms& concepts)
      : lexicon_(lexicon), shapes_(shapes), concepts_(concepts), stemmer_(lexicon.language()) {}

  // Mistakes that only show here (an unknown concept, a part that can be empty) go to `errors`.
  CompiledPattern compile(const PatternTree& tree, std::vector<PatternError>& errors);

 private:
  struct Part;

  CompiledPart compile_part(const PatternPart& part, std::vector<AtomId>& required,
                            std::vector<PatternError>& errors);
  AtomId atom_of(const PatternNode& node, std::vector<PatternError>& errors);
  AtomId phrase_set(const PatternNode& alternatives);

  Lexicon& lexicon_;
  ShapePool& shapes_;
  const ConceptAtoms& concepts_;
  text::Stemmer stemmer_;
  StringMap<AtomId> phrase_sets_;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_COMPILED_PATTERN_H_
