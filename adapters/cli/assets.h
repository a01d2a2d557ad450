// The pages and scripts that the program carries inside itself, made by adapters/widget.
#ifndef VERBATIM_ADAPTERS_CLI_ASSETS_H_
#define VERBATIM_ADAPTERS_CLI_ASSETS_H_

#include <string>
#include <vector>

#include "adapters/web/chat_application.h"

namespace verbatim::cli {

std::vector<web::StaticFile> assets();

// The widget under an address that is only ever these bytes, for pages that pin what they load.
struct PinnedWidget {
  std::string path;       // "/widget/3f9c…/widget.js"
  std::string integrity;  // "sha384-…"
};
PinnedWidget pinned_widget();

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_ASSETS_H_
