// The pages and scripts that the program carries inside itself, made by adapters/widget.
#ifndef VERBATIM_ADAPTERS_CLI_ASSETS_H_
#define VERBATIM_ADAPTERS_CLI_ASSETS_H_

#include <vector>

#include "adapters/web/chat_application.h"

namespace verbatim::cli {

// Their bytes live as long as the program.
std::vector<web::StaticFile> assets();

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_ASSETS_H_
