#include "adapters/cli/new_site.h"

#include <utility>

#include "adapters/cli/rule_edit.h"
#include "engine/rulebook/json_layout.h"

namespace verbatim::cli {
namespace {

void exchange(std::string& text, std::string_view mark, std::string_view value) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
    text.replace(at, mark.size(), value);
}

std::string schema_name(std::string_view path) {
  if (path.starts_with("conversations/")) return "conversations";
  for (const std::string_view kind : {"clinic", "facts", "concepts"})
    if (path.starts_with(kind)) return std::string(kind);
  return "rules";
}

void add_schema(SourceDocument& document, std::string_view path) {
  const std::string up = path.find('/') == std::string_view::npos ? "../" : "../../";
  SourceItem schema;
  schema.key = "\"$schema\"";
  schema.value.token = json_text(up + "schema/" + schema_name(path) + ".schema.json");
  auto& items = document.root.value.items;
  items.insert(items.begin(), std::move(schema));
}

std::string inside_quotes(std::string_view text) {
  const auto whole = json_text(text);
  return whole.substr(1, whole.size() - 2);
}

}  // namespace

std::vector<SourceFile> first_files(const NewSite& site) {
  auto files = site.locale == "es" ? spanish_site() : english_site();
  for (auto& file : files) {
    exchange(file.text, "@NAME@", inside_quotes(site.name));
    exchange(file.text, "@PHONE@", inside_quotes(site.phone));
    exchange(file.text, "@EMERGENCY@", inside_quotes(site.emergency_number));
    auto document = read_source(file.text);
    if (site.with_schema) add_schema(document, file.path);
    file.text = lay_out(document);
  }
  return files;
}

}  // namespace verbatim::cli
