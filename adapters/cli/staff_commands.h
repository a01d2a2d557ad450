// StaffCommands: the commands that write rule files, on the command line.
#ifndef VERBATIM_ADAPTERS_CLI_STAFF_COMMANDS_H_
#define VERBATIM_ADAPTERS_CLI_STAFF_COMMANDS_H_

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "adapters/cli/commands.h"

namespace verbatim::cli {

class StaffCommands {
 public:
  // Adds fmt, new, import and export to `app`, which must not outlive this.
  explicit StaffCommands(CLI::App& app);
  StaffCommands(const StaffCommands&) = delete;
  StaffCommands& operator=(const StaffCommands&) = delete;

  // Runs the command that was parsed; nothing when it was none of these.
  std::optional<int> run() const;

 private:
  void add_fmt(CLI::App& app);
  void add_new(CLI::App& app);
  void add_import(CLI::App& app);
  void add_export(CLI::App& app);

  CLI::App* fmt_ = nullptr;
  CLI::App* new_site_ = nullptr;
  CLI::App* new_topic_ = nullptr;
  CLI::App* new_rule_ = nullptr;
  CLI::App* import_ = nullptr;
  CLI::App* export_ = nullptr;
  std::string folder_;
  bool only_look_ = false;
  NewSiteOptions site_;
  NewRuleOptions rule_;
  ImportOptions import_options_;
  ExportOptions export_options_;
};

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_STAFF_COMMANDS_H_
