// JSON with comments, where every value knows its line and column.
//
// Read through nlohmann's SAX interface over an iterator that tells how far it
// has come: a parse tree of nlohmann has no positions and keeps the last of two
// equal keys, and both are what an editor of rules needs to be told about.
#ifndef VERBATIM_ENGINE_RULEBOOK_JSON_H_
#define VERBATIM_ENGINE_RULEBOOK_JSON_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/rulebook/diagnostic.h"

namespace verbatim {

struct JsonMember;

struct Json {
  enum class Kind { kNull, kBoolean, kNumber, kString, kArray, kObject };
  Kind kind = Kind::kNull;
  Position at;
  bool boolean = false;
  double number = 0;
  std::string string;
  std::vector<Json> items;          // of an array
  std::vector<JsonMember> members;  // of an object, in file order, duplicates left out
};

struct JsonMember {
  std::string key;
  Position at;
  Json value;
};

// "an object", "text", …: how a message to staff names the kind.
std::string_view name_of(Json::Kind kind);

// Deeper nesting than this is refused: no rule file needs it.
inline constexpr int kMaxJsonDepth = 32;

// Reads `text`; mistakes go to `diagnostics` under the name `file`.  A duplicate
// key is reported and its first value kept.  Null when the text is not JSON.
std::unique_ptr<Json> read_json(std::string_view text, std::string_view file,
                                std::vector<Diagnostic>& diagnostics);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_JSON_H_
