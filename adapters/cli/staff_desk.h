// The desk of a server: who can be told of a visitor, and whether clinics name only those.
#ifndef VERBATIM_ADAPTERS_CLI_STAFF_DESK_H_
#define VERBATIM_ADAPTERS_CLI_STAFF_DESK_H_

#include <optional>
#include <string>
#include <vector>

#include "adapters/handoff/staff.h"
#include "adapters/host/site_loader.h"

namespace verbatim::cli {

// Staff from a file or JSON.  Nothing after mistakes have been printed to standard error; names in a
// clinic.json that nobody has are mistakes of that file.
std::optional<std::vector<handoff::Staff>> load_staff(const std::string& where,
                                                      const std::vector<LoadedSite>& sites);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_STAFF_DESK_H_
