// Reads the rule files of sites from disk and has the engine parse them.
//
// One folder is one site; it holds a clinic.json.  Nothing here needs a server.
#ifndef VERBATIM_ADAPTERS_HOST_SITE_LOADER_H_
#define VERBATIM_ADAPTERS_HOST_SITE_LOADER_H_

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/rulebook.h"

namespace verbatim {

inline constexpr std::size_t kMaxRuleFileBytes = 1024 * 1024;

struct LoadedSite {
  std::string name;  // of the folder: the {site} of its addresses
  std::filesystem::path folder;
  std::shared_ptr<const Rulebook> rulebook;  // null when a diagnostic is an error
  std::vector<Diagnostic> diagnostics = {};  // their files are relative to `folder`
  std::string revision = {};                 // of the files: equal files give equal revisions
};

// Reads all *.json of the folder and below it, except hidden ones and conversations/
// (those are tests of the rules, not rules).  A file that cannot be read or is longer
// than kMaxRuleFileBytes is a diagnostic, "unreadable-file" or "file-too-long".
LoadedSite load_site(const std::filesystem::path& folder);

struct LoadedSites {
  std::vector<LoadedSite> sites;  // by name
  std::string error;              // one sentence when there is no site at all; else empty

  // Whether every site has a rulebook, and there is one.
  bool ok() const;
};

// Loads every folder in `rules` that holds a clinic.json; `rules` itself when it does.  Uses all cores.
LoadedSites load_sites(const std::filesystem::path& rules);

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_SITE_LOADER_H_
