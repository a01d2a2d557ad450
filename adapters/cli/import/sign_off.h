// The page on which a clinician signs the answers.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_SIGN_OFF_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_SIGN_OFF_H_

#include <string>

#include "engine/rulebook.h"

namespace verbatim::cli {

// One HTML page that needs no other file: each rule as visitors read it, the questions it answers, its
// sources and review, and a line to sign.  All text is escaped.
std::string sign_off_page(const Rulebook& edition);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_SIGN_OFF_H_
