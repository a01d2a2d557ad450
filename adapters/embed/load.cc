// The one function of the C ABI that reads files.
#include <filesystem>

#include "adapters/host/site_loader.h"
#include "engine/c/handles.h"

verbatim_rulebook* verbatim_rulebook_load(const char* folder, size_t size, verbatim_error** error) {
  return verbatim::c::guarded(error, [&] {
    auto site = verbatim::load_site(std::filesystem::path(verbatim::c::view(folder, size)));
    return verbatim::c::take({std::move(site.rulebook), std::move(site.diagnostics)}, error);
  });
}
