// A rule file as it is written: JSON with comments, which a program may change and lay out again
// without losing what a person wrote beside the values.
#ifndef VERBATIM_ENGINE_RULEBOOK_JSON_SOURCE_H_
#define VERBATIM_ENGINE_RULEBOOK_JSON_SOURCE_H_

#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

struct SourceItem;

struct SourceValue {
  char open = '\0';                // '{' or '['; '\0' for a text, a number, true, false, null
  std::string token;               // of those: as written
  std::vector<SourceItem> items;   // of an object or a list
  std::vector<std::string> below;  // comments between the last item and the closing bracket
};

// A value with what is written around it.  An empty line is an empty text among the comments.
struct SourceItem {
  std::vector<std::string> above;  // comments on lines of their own
  std::string key;                 // as written, with its quotes; empty in a list
  SourceValue value;
  std::string beside;  // the comment at the end of its line
};

struct SourceDocument {
  SourceItem root;
  std::vector<std::string> below;  // comments at the end of the file
};

// REQUIRES: read_json() (json.h) has read `text` without a mistake.
SourceDocument read_source(std::string_view text);

// The member of an object, or null.
SourceItem* member(SourceValue& object, std::string_view key);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_JSON_SOURCE_H_
