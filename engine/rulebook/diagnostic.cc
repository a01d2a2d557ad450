#include "engine/rulebook/diagnostic.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

namespace verbatim {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
  }
  return "";
}

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const auto& d) { return d.severity == Severity::kError; });
}

void sort(std::vector<Diagnostic>& diagnostics) {
  std::ranges::stable_sort(diagnostics, {},
                           [](const auto& d) { return std::tie(d.file, d.at, d.code, d.message); });
}

std::string to_human(const Diagnostic& d) {
  std::string out = d.file;
  out += ':' + std::to_string(d.at.line) + ':' + std::to_string(d.at.column) + ": ";
  out += name_of(d.severity);
  out += ": " + d.message;
  if (!d.hint.empty()) out += ' ' + d.hint;
  return out + " [" + d.code + ']';
}

namespace {

nlohmann::ordered_json to_json(const RelatedPlace& place) {
  return {
      {"file", place.file}, {"line", place.at.line}, {"column", place.at.column}, {"message", place.message}};
}

}  // namespace

std::string to_json(const std::vector<Diagnostic>& diagnostics) {
  auto out = nlohmann::ordered_json::array();
  for (const auto& d : diagnostics) {
    out.push_back({{"code", d.code},
                   {"severity", name_of(d.severity)},
                   {"file", d.file},
                   {"line", d.at.line},
                   {"column", d.at.column},
                   {"message", d.message},
                   {"hint", d.hint}});
    if (!d.witness.empty()) out.back()["witness"] = d.witness;
    for (const auto& place : d.related) out.back()["related"].push_back(to_json(place));
  }
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace verbatim
