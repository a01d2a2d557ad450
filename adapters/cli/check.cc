// verbatim check: what is wrong with the rules, where, and what to do.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/findings.h"
#include "adapters/cli/terminal.h"
#include "adapters/host/site_loader.h"
#include "adapters/host/today.h"
#include "engine/review/codes.h"
#include "engine/review/review.h"

namespace verbatim::cli {
namespace {

std::string below(const std::string& folder, const std::string& file) {
  return file.empty() ? folder : (std::filesystem::path(folder) / file).string();
}

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

void print_summary(const std::vector<Diagnostic>& diagnostics) {
  const auto count = [&](Severity severity) {
    return static_cast<std::size_t>(std::ranges::count(diagnostics, severity, &Diagnostic::severity));
  };
  const auto errors = count(Severity::kError);
  std::cout << (errors == 0 ? green("No errors") : red(counted(errors, "error")));
  for (const auto severity : {Severity::kWarning, Severity::kNote}) {
    if (const auto found = count(severity); found > 0)
      std::cout << ", " << counted(found, std::string(name_of(severity)));
  }
  std::cout << '\n';
}

}  // namespace

std::string describe(const Diagnostic& diagnostic, const std::string& folder) {
  auto named = diagnostic;
  named.file = below(folder, diagnostic.file);
  return to_human(named);
}

std::shared_ptr<const Rulebook> load_or_complain(const std::string& folder) {
  auto site = load_site(folder);
  for (const auto& diagnostic : site.diagnostics) std::cerr << describe(diagnostic, folder) << '\n';
  return site.rulebook;
}

namespace {

// All findings of the folder, with their files below it.
std::vector<Diagnostic> findings_of(const CheckOptions& options, bool& loaded) {
  auto site = load_site(options.folder);
  loaded = site.rulebook != nullptr;
  if (loaded) {
    const auto found =
        review::review(*site.rulebook, {.today = options.today.empty() ? today() : options.today});
    site.diagnostics.insert(site.diagnostics.end(), found.begin(), found.end());
    sort(site.diagnostics);
  }
  for (auto& finding : site.diagnostics) {
    finding.file = below(options.folder, finding.file);
    for (auto& other : finding.related) other.file = below(options.folder, other.file);
  }
  return std::move(site.diagnostics);
}

void print(const std::vector<Diagnostic>& findings, const std::string& format) {
  if (format == "json") {
    std::cout << to_json(findings) << '\n';
  } else if (format == "sarif") {
    std::cout << to_sarif(findings) << '\n';
  } else if (format == "github") {
    for (const auto& finding : findings) std::cout << to_github(finding) << '\n';
  } else {
    SourceLines sources;
    for (const auto& finding : findings) std::cout << to_terminal(finding, sources) << '\n';
    print_summary(findings);
  }
}

int weight_of(std::string_view severity) { return severity == "error" ? 2 : severity == "warning" ? 1 : 0; }

int explain(const std::string& name) {
  bool found = false;
  for (const auto& code : review::codes()) {
    if (name != "all" && name != code.name) continue;
    std::cout << code.name << "\n  " << code.meaning << "\n  " << code.advice << '\n';
    found = true;
  }
  if (found) return kOk;
  std::cerr << "verbatim check: there is no finding \"" << name << "\"; --explain all lists them.\n";
  return kUsage;
}

}  // namespace

int check(const CheckOptions& options) {
  if (!options.explain.empty()) return explain(options.explain);
  if (options.folder.empty()) {
    std::cerr << "verbatim check: name the folder of a site.\n";
    return kUsage;
  }
  bool loaded = false;
  auto findings = findings_of(options, loaded);
  std::erase_if(findings, [&](const Diagnostic& one) {
    return weight_of(name_of(one.severity)) < weight_of(options.least);
  });
  print(findings, options.format);
  return loaded && !has_errors(findings) ? kOk : kRulesBad;
}

}  // namespace verbatim::cli
