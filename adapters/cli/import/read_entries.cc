#include "adapters/cli/import/read_entries.h"

#include "adapters/cli/import/columns.h"
#include "adapters/cli/import/encoding.h"
#include "adapters/cli/import/qna.h"
#include "adapters/cli/import/rasa.h"

namespace verbatim::cli {
namespace {

std::string_view format_of(std::string_view name) {
  if (name.ends_with(".qna")) return "qna";
  if (name.ends_with(".yml") || name.ends_with(".yaml")) return "rasa";
  return "csv";
}

}  // namespace

Entries read_entries(std::string_view bytes, std::string_view name, std::string_view format) {
  const auto text = to_utf8(bytes);
  if (format.empty()) format = format_of(name);
  if (format == "rasa") return read_rasa(text);
  const bool is_table = is_qna_table(text);
  if (format == "qna" && !is_table) return read_qna(text);
  return is_table ? read_qna_table(text) : read_table(text);
}

}  // namespace verbatim::cli
