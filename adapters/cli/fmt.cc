// verbatim fmt: the one layout of rule files.
#include <iostream>
#include <iterator>
#include <optional>

#include "adapters/cli/commands.h"
#include "adapters/cli/rule_folder.h"
#include "adapters/host/site_loader.h"
#include "engine/rulebook/json_layout.h"

namespace verbatim::cli {
namespace {

namespace fs = std::filesystem;

enum class Outcome { kAsItWas, kOtherLayout, kRefused };

// The text in the one layout; nothing when that would change what it means, or it is no JSON.
std::optional<std::string> laid_out(const std::string& text, const std::string& name,
                                    std::vector<Diagnostic>& diagnostics) {
  const auto before = read_json(text, name, diagnostics);
  if (!before || has_errors(diagnostics)) return std::nullopt;
  auto out = lay_out(text);
  const auto after = read_json(out, name, diagnostics);
  if (!after || !same_value(*before, *after)) return std::nullopt;
  return out;
}

void complain(const fs::path& file, const std::vector<Diagnostic>& diagnostics) {
  for (const auto& diagnostic : diagnostics) std::cerr << to_human(diagnostic) << '\n';
  std::cerr << file.generic_string() << " is left as it is.\n";
}

Outcome format(const fs::path& file, bool only_look) {
  const auto text = read_bytes(file, kMaxRuleFileBytes);
  if (!text) {
    std::cerr << file.generic_string() << ": the file cannot be read, or is longer than 1 MiB.\n";
    return Outcome::kRefused;
  }
  std::vector<Diagnostic> diagnostics;
  const auto fresh = laid_out(*text, file.generic_string(), diagnostics);
  if (!fresh) {
    complain(file, diagnostics);
    return Outcome::kRefused;
  }
  if (*fresh == *text) return Outcome::kAsItWas;
  if (only_look) return Outcome::kOtherLayout;
  const auto error = replace_file(file, *fresh);
  if (!error.empty()) std::cerr << error << '\n';
  return error.empty() ? Outcome::kOtherLayout : Outcome::kRefused;
}

}  // namespace

int fmt(const std::string& folder, bool only_look) {
  std::string error;
  const auto files = json_files(folder, error);
  if (error.empty() && files.empty()) error = "no rule files (*.json) in " + folder;
  if (!error.empty()) {
    std::cerr << error << '\n';
    return kUsage;
  }
  bool refused = false;
  bool changed = false;
  for (const auto& file : files) {
    const auto outcome = format(file, only_look);
    refused = refused || outcome == Outcome::kRefused;
    if (outcome != Outcome::kOtherLayout) continue;
    changed = true;
    std::cout << file.generic_string() << (only_look ? " would change\n" : "\n");
  }
  return refused || (only_look && changed) ? kRulesBad : kOk;
}

}  // namespace verbatim::cli
