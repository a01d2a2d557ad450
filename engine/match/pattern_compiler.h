// PatternCompiler turns the tree of a pattern into a shape and the atoms that fill it.
#ifndef VERBATIM_ENGINE_MATCH_PATTERN_COMPILER_H_
#define VERBATIM_ENGINE_MATCH_PATTERN_COMPILER_H_

#include <span>
#include <string>
#include <vector>

#include "engine/match/compiled_pattern.h"
#include "engine/match/pattern.h"

namespace verbatim {

// A concept in the lexicon; a type ("number") has no phrases.
struct ConceptAtom {
  AtomId atom = kNone;
  std::vector<Phrase> phrases = {};
};
using ConceptAtoms = StringMap<ConceptAtom>;

class PatternCompiler {
 public:
  // All arguments outlive the compiler.  Words of patterns are added to the lexicon.
  PatternCompiler(Lexicon& lexicon, ShapePool& shapes, const ConceptAtoms& concepts)
      : lexicon_(lexicon), shapes_(shapes), concepts_(concepts), stemmer_(lexicon.language()) {}

  // Mistakes that only show here (an unknown concept, a part that can be empty) go to `errors`.
  CompiledPattern compile(const PatternTree& tree, std::vector<PatternError>& errors);

 private:
  class PartBuilder;

  // The atom of a word, a concept, or alternatives that are a set of phrases; kNone after an error.
  AtomId atom_of(const PatternNode& node, std::vector<PatternError>& errors);
  AtomId phrase_set(const PatternNode& alternatives, std::vector<PatternError>& errors);
  const ConceptAtom* find_concept(const PatternNode& node, std::vector<PatternError>& errors) const;
  Phrase phrase_of(std::span<const PatternNode> words);
  bool is_phrase_set(const PatternNode& alternatives) const;

  Lexicon& lexicon_;
  ShapePool& shapes_;
  const ConceptAtoms& concepts_;
  text::Stemmer stemmer_;
  StringMap<AtomId> phrase_sets_;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_PATTERN_COMPILER_H_
