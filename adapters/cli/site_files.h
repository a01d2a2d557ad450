// SiteFiles: the rule files of a site in memory, to be changed, checked as a whole, and only then written.
#ifndef VERBATIM_ADAPTERS_CLI_SITE_FILES_H_
#define VERBATIM_ADAPTERS_CLI_SITE_FILES_H_

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook.h"

namespace verbatim::cli {

class SiteFiles {
 public:
  // Reads the folder; error() says what went wrong, else empty.
  explicit SiteFiles(std::filesystem::path folder);

  const std::string& error() const { return error_; }
  const std::filesystem::path& folder() const { return folder_; }

  // By path below the folder: "es/pain.json".  Null when there is no such file.
  const std::string* text(const std::string& path) const;
  void set(const std::string& path, std::string text);

  // The rulebook and the mistakes of the files as they are now.
  ParseResult parse() const;

  // Writes what was set.  Says what went wrong, else empty.
  std::string write();

 private:
  std::filesystem::path folder_;
  std::string error_;
  std::map<std::string, std::string> texts_;
  std::set<std::string> changed_;
  std::set<std::string> fresh_;  // of those changed: not on disk yet
};

// The folder of a language in a site: empty for its own, "es/"; nothing when the site does not have it.
// An empty `locale` is that of the site.
std::optional<std::string> edition_folder(const Rulebook& rulebook, std::string_view locale);

// The file of an edition that names this topic for all its rules; empty when there is none.
std::string file_of_topic(const SiteFiles& files, const Rulebook& edition, std::string_view topic);

// From a file below `site` to the schemas, "../schema/"; empty when they are not beside the site.
std::string schema_folder(const std::filesystem::path& site, const std::string& file);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_SITE_FILES_H_
