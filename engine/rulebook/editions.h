// Editions: the files of a site divided by language.
#ifndef VERBATIM_ENGINE_RULEBOOK_EDITIONS_H_
#define VERBATIM_ENGINE_RULEBOOK_EDITIONS_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/json.h"
#include "engine/rulebook/source.h"

namespace verbatim {

struct EditionFile {
  std::string path;
  std::unique_ptr<Json> json;
};

struct EditionFiles {
  std::string folder;  // of its clinic.json: empty, or "es/"
  std::string locale;  // as that file says; "en" when it does not
  std::vector<EditionFile> files;
  bool complete = true;  // whether every file of the site could be read as JSON
};

// Reads the files as JSON and divides them.  The first edition is that of the site's own clinic.json,
// and is there even when the file is not.
std::vector<EditionFiles> split_editions(const std::vector<SourceFile>& files,
                                         std::vector<Diagnostic>& diagnostics);

bool is_clinic_file(std::string_view path);

// "es" of "es-MX".
std::string_view language_code(std::string_view locale);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_EDITIONS_H_
