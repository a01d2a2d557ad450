// verbatim check: what is wrong with the rules, where, and what to do.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/terminal.h"
#include "adapters/host/site_loader.h"
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
  const auto errors =
      static_cast<std::size_t>(std::ranges::count(diagnostics, Severity::kError, &Diagnostic::severity));
  std::cout << (errors == 0 ? green("No errors") : red(counted(errors, "error")));
  if (diagnostics.size() > errors) std::cout << ", " << counted(diagnostics.size() - errors, "warning");
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

int check(const std::string& folder, const std::string& format, const std::string& today) {
  auto site = load_site(folder);
  if (site.rulebook) {
    auto findings = review::review(*site.rulebook, {.today = today});
    site.diagnostics.insert(site.diagnostics.end(), findings.begin(), findings.end());
    sort(site.diagnostics);
  }
  if (format == "json") {
    for (auto& diagnostic : site.diagnostics) diagnostic.file = below(folder, diagnostic.file);
    std::cout << to_json(site.diagnostics) << '\n';
  } else {
    for (const auto& diagnostic : site.diagnostics) std::cout << describe(diagnostic, folder) << '\n';
    print_summary(site.diagnostics);
  }
  return site.rulebook ? kOk : kRulesBad;
}

}  // namespace verbatim::cli
