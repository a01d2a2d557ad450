#include "adapters/cli/staff_desk.h"

#include <algorithm>
#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/json_setting.h"

namespace verbatim::cli {
namespace {

bool print_strangers(const LoadedSite& site, const std::vector<handoff::Staff>& staff) {
  const auto& handoff = site.rulebook->clinic().handoff;
  if (!handoff) return false;
  bool any = false;
  for (const auto& name : handoff->to) {
    if (std::ranges::find(staff, name.text, &handoff::Staff::name) != staff.end()) continue;
    any = true;
    std::cerr << describe(
                     {.code = "unknown-staff",
                      .severity = Severity::kError,
                      .file = name.file,
                      .at = name.at,
                      .message = "This server knows nobody called \"" + name.text + "\".",
                      .hint = "Add the name to \"handoff\" in the server's configuration, or take it away."},
                     site.folder.string())
              << '\n';
  }
  return any;
}

}  // namespace

std::optional<std::vector<handoff::Staff>> load_staff(const std::string& where,
                                                      const std::vector<LoadedSite>& sites) {
  const auto setting = read_json_setting("handoff", where);
  if (!setting) return std::nullopt;
  auto result = handoff::read_staff(setting->value);
  if (print_errors(*setting, result.errors)) return std::nullopt;
  bool strangers = false;
  for (const auto& site : sites) strangers = print_strangers(site, result.staff) || strangers;
  if (strangers) return std::nullopt;
  return std::move(result.staff);
}

}  // namespace verbatim::cli
