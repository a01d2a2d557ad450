// The rules of an edition as entries: what import reads back.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_EXPORTED_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_EXPORTED_H_

#include <vector>

#include "adapters/cli/import/entry.h"
#include "engine/rulebook.h"

namespace verbatim::cli {

// In the order of the files; answers as they are written, with their {{facts}}.
std::vector<Entry> exported(const Rulebook& edition);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_EXPORTED_H_
