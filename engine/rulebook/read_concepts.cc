// Concepts files: named sets of words and phrases.
#include <algorithm>

#include "engine/rulebook/drafts.h"

namespace verbatim {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

}  // namespace

void read_concepts(const Json& file, Problems& problems, Drafts& drafts) {
  ObjectReader reader(file, "a concepts file", problems);
  reader.any("$schema");
  reader.text("locale");
  if (const auto* concepts = reader.object("concepts")) {
    ObjectReader names(*concepts, "\"concepts\"", problems);
    for (const auto& member : concepts->members) {
      if (!is_name(member.key)) {
        problems.error("bad-name", member.at, "\"" + member.key + "\" cannot be the name of a concept.",
                       "Use small letters, digits and _ only.");
      }
      if (member.value.kind == Json::Kind::kArray && member.value.items.empty()) {
        problems.error("empty-concept", member.value.at, "\"" + member.key + "\" has no phrases.",
                       "Add a phrase; without one no pattern with @" + member.key + " ever matches.");
      }
      drafts.concepts.push_back(
          {member.key, names.texts_of(member.value, member.key), problems.file(), member.at});
    }
  }
  reader.finish();
}

}  // namespace verbatim
