// The files of a new site: small, sound, and to be made the clinic's own.
#ifndef VERBATIM_ADAPTERS_CLI_NEW_SITE_H_
#define VERBATIM_ADAPTERS_CLI_NEW_SITE_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/source.h"

namespace verbatim::cli {

struct NewSite {
  std::string name;           // of the clinic
  std::string locale = "en";  // "en" or "es": the languages there are texts in
  std::string phone;
  std::string emergency_number;
  bool with_schema = false;  // the schemas lie in ../schema/
};

// The languages that first_files() can write.
inline constexpr std::string_view kSiteLocales[] = {"en", "es"};

// The files, laid out, conversations too.
std::vector<SourceFile> first_files(const NewSite& site);

// The texts of one language, with @NAME@, @PHONE@ and @EMERGENCY@ where the clinic's own belong.
std::vector<SourceFile> english_site();
std::vector<SourceFile> spanish_site();

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_NEW_SITE_H_
