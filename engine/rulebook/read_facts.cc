// Facts files: the clinic's numbers, each said once.
#include "engine/rulebook/drafts.h"

namespace verbatim {
namespace {

std::string value_of(const JsonMember& member, Problems& problems) {
  if (member.value.kind == Json::Kind::kString) {
    if (member.value.string.empty()) {
      problems.error("empty-text", member.value.at, "The fact \"" + member.key + "\" is empty.",
                     "Write its value.");
    }
    return member.value.string;
  }
  ObjectReader reader(member.value, "the fact \"" + member.key + "\"", problems);
  auto value = reader.required_text("value");
  reader.text("note");
  reader.texts("sources");
  reader.finish();
  return value ? std::move(value->text) : std::string{};
}

}  // namespace

void read_facts(const Json& file, Problems& problems, Drafts& drafts) {
  ObjectReader reader(file, "a facts file", problems);
  reader.any("$schema");
  reader.text("locale");
  if (const auto* facts = reader.object("facts")) {
    for (const auto& member : facts->members) {
      drafts.facts.push_back({member.key, value_of(member, problems), problems.file(), member.at, false});
      if (member.key.starts_with("clinic.")) {
        problems.error("reserved-name", member.at, "Names that begin with \"clinic.\" come from clinic.json.",
                       "Give the fact another name.");
      }
    }
  }
  reader.finish();
}

}  // namespace verbatim
