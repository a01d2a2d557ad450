// verbatim export: the rules as a table for spreadsheets, or as a page to be signed.
#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/import/columns.h"
#include "adapters/cli/import/exported.h"
#include "adapters/cli/import/sign_off.h"
#include "adapters/cli/rule_folder.h"

namespace verbatim::cli {
namespace {

// Excel takes a CSV file for UTF-8 only when it begins with the mark.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string written(const Rulebook& edition, const std::string& format) {
  if (format == "html") return sign_off_page(edition);
  return std::string(kByteOrderMark) + write_table(exported(edition), format == "tsv" ? '\t' : ',');
}

}  // namespace

int export_site(const ExportOptions& options) {
  const auto rulebook = load_or_complain(options.folder);
  if (!rulebook) return kRulesBad;
  const auto* edition = options.locale.empty() ? rulebook.get() : rulebook->edition(options.locale);
  if (edition == nullptr) {
    std::cerr << "The site has no clinic.json of the language \"" << options.locale << "\".\n";
    return kUsage;
  }
  const auto text = written(*edition, options.format);
  if (options.out.empty()) {
    std::cout << text << std::flush;
    return kOk;
  }
  const auto error = replace_file(options.out, text);
  if (!error.empty()) std::cerr << error << '\n';
  return error.empty() ? kOk : kUsage;
}

}  // namespace verbatim::cli
