// What the plain data of a rulebook is made of: texts that know their place, and rules by number.
#ifndef VERBATIM_ENGINE_RULEBOOK_SOURCE_H_
#define VERBATIM_ENGINE_RULEBOOK_SOURCE_H_

#include <cstdint>
#include <string>

#include "engine/rulebook/diagnostic.h"

namespace verbatim {

using RuleId = std::uint32_t;  // index into Model::rules

// A rule file as the caller read it.  `path` is relative to the site's folder: "aftercare.json",
// "es/clinic.json".
struct SourceFile {
  std::string path;
  std::string text;
};

// Text of a file with the place where it starts.
struct Text {
  std::string text;
  std::string file;
  Position at;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_SOURCE_H_
