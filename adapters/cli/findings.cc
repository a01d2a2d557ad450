#include "adapters/cli/findings.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/cli/terminal.h"
#include "engine/review/codes.h"
#include "engine/text/utf8.h"

namespace verbatim::cli {
namespace {

using nlohmann::ordered_json;

// Lines of rule files are short; of a longer one the place is told by its column alone.
constexpr std::size_t kLongestShown = 160;

std::vector<std::string> read_lines(const std::string& file) {
  std::vector<std::string> lines;
  std::ifstream in(file, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

// Spaces up to the column, tabs kept as tabs so that the caret stands where the text does.
std::string caret_below(const std::string& line, std::uint32_t column) {
  std::string out;
  std::size_t at = 0;
  for (std::uint32_t i = 1; i < column && at < line.size(); ++i) {
    out += line[at] == '\t' ? '\t' : ' ';
    at += text::decode(line, at).length;
  }
  return out + '^';
}

std::string colored(const Diagnostic& finding) {
  auto line = to_human(finding);
  if (finding.severity == Severity::kError) return red(line);
  return finding.severity == Severity::kNote ? dim(line) : line;
}

std::string place(const std::string& file, Position at) {
  return file + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
}

std::string_view sarif_level(Severity severity) { return name_of(severity); }

ordered_json location(const std::string& file, Position at, const std::string& message) {
  ordered_json out = {{"physicalLocation",
                       {{"artifactLocation", {{"uri", file}}},
                        {"region", {{"startLine", at.line}, {"startColumn", at.column}}}}}};
  if (!message.empty()) out["message"] = {{"text", message}};
  return out;
}

ordered_json sarif_result(const Diagnostic& finding) {
  ordered_json out = {{"ruleId", finding.code},
                      {"level", sarif_level(finding.severity)},
                      {"message", {{"text", finding.message + ' ' + finding.hint}}},
                      {"locations", {location(finding.file, finding.at, {})}}};
  for (const auto& other : finding.related)
    out["relatedLocations"].push_back(location(other.file, other.at, other.message));
  if (!finding.witness.empty()) out["properties"]["witness"] = finding.witness;
  return out;
}

// GitHub's own escapes: of the message, and of a property besides.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\n') {
      out += "%0A";
    } else if (c == '\r') {
      out += "%0D";
    } else if (property && c == ':') {
      out += "%3A";
    } else if (property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string SourceLines::line(const std::string& file, std::size_t number) {
  const auto [found, fresh] = files_.try_emplace(file);
  if (fresh) found->second = read_lines(file);
  const auto& lines = found->second;
  if (number == 0 || number > lines.size() || lines[number - 1].size() > kLongestShown) return {};
  return lines[number - 1];
}

std::string to_terminal(const Diagnostic& finding, SourceLines& sources) {
  auto out = colored(finding);
  if (const auto line = sources.line(finding.file, finding.at.line); !line.empty())
    out += "\n    " + dim(line) + "\n    " + caret_below(line, finding.at.column);
  if (!finding.witness.empty()) out += "\n    for example: " + finding.witness;
  for (const auto& other : finding.related)
    out += "\n    " + place(other.file, other.at) + ": " + other.message;
  return out;
}

std::string to_sarif(const std::vector<Diagnostic>& findings) {
  auto results = ordered_json::array();
  std::set<std::string> codes;
  for (const auto& finding : findings) {
    codes.insert(finding.code);
    results.push_back(sarif_result(finding));
  }
  auto rules = ordered_json::array();
  for (const auto& code : codes)
    rules.push_back({{"id", code}, {"shortDescription", {{"text", review::meaning_of(code)}}}});
  const ordered_json run = {
      {"tool", {{"driver", {{"name", "verbatim"}, {"version", VERBATIM_VERSION}, {"rules", rules}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"results", results}};
  const ordered_json out = {
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", {run}}};
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string to_github(const Diagnostic& finding) {
  const auto level = finding.severity == Severity::kNote ? "notice" : name_of(finding.severity);
  return "::" + std::string(level) + " file=" + escaped(finding.file, true) +
         ",line=" + std::to_string(finding.at.line) + ",col=" + std::to_string(finding.at.column) +
         ",title=" + escaped(finding.code, true) +
         "::" + escaped(finding.message + ' ' + finding.hint, false);
}

}  // namespace verbatim::cli
