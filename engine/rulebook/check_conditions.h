// Conditions can only hold for facts that something tells: a capture, "remember", a choice of a flow.
#ifndef VERBATIM_ENGINE_RULEBOOK_CHECK_CONDITIONS_H_
#define VERBATIM_ENGINE_RULEBOOK_CHECK_CONDITIONS_H_

#include <string>
#include <vector>

#include "engine/rulebook/model.h"

namespace verbatim {

// Reports conditions on facts that nothing tells.  `captured` are the names in {name:type} of patterns.
void check_conditions(const Model& model, std::vector<std::string> captured,
                      std::vector<Diagnostic>& diagnostics);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_CHECK_CONDITIONS_H_
