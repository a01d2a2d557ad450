// Concepts into the lexicon: each becomes an atom with all its phrases, those of the concepts inside it
// included.
#ifndef VERBATIM_ENGINE_MATCH_CONCEPT_ATOMS_H_
#define VERBATIM_ENGINE_MATCH_CONCEPT_ATOMS_H_

#include <vector>

#include "engine/match/lexicon.h"
#include "engine/match/pattern_compiler.h"
#include "engine/rulebook/diagnostic.h"
#include "engine/rulebook/model.h"

namespace verbatim {

// The atoms by name, types ("number") included.  Unknown and circular concepts,
// and phrases that are none, go to `diagnostics`.
// REQUIRES: `lexicon` is new: the types get its first atoms.
ConceptAtoms add_concepts(const std::vector<Concept>& concepts, Lexicon& lexicon,
                          std::vector<Diagnostic>& diagnostics);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_CONCEPT_ATOMS_H_
