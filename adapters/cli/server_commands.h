// ServerCommands: the commands that run a server or ask one, on the command line.
#ifndef VERBATIM_ADAPTERS_CLI_SERVER_COMMANDS_H_
#define VERBATIM_ADAPTERS_CLI_SERVER_COMMANDS_H_

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>

#include "adapters/cli/channels.h"
#include "adapters/cli/commands.h"

namespace verbatim::cli {

class ServerCommands {
 public:
  // Adds serve, config, status, erase, unanswered and channels to `app`, which must not outlive this.
  explicit ServerCommands(CLI::App& app);
  ServerCommands(const ServerCommands&) = delete;
  ServerCommands& operator=(const ServerCommands&) = delete;

  // Runs the command that was parsed; nothing when it was none of these.
  std::optional<int> run() const;

 private:
  void add_serve(CLI::App& app);
  void add_config(CLI::App& app);
  void add_erase(CLI::App& app);
  void add_unanswered(CLI::App& app);
  void add_channels(CLI::App& app);

  CLI::App* serve_ = nullptr;
  CLI::App* config_ = nullptr;
  CLI::App* status_ = nullptr;
  CLI::App* erase_ = nullptr;
  CLI::App* unanswered_ = nullptr;
  CLI::App* channels_check_ = nullptr;
  CLI::App* channels_simulate_ = nullptr;
  SettingSources sources_;
  std::map<std::string, std::string> flags_;  // of serve, by name of the setting; empty when not given
  std::string config_what_;
  std::string config_file_;
  std::string server_ = "127.0.0.1:8080";
  EraseOptions erase_options_;
  UnansweredOptions unanswered_options_;
  SimulateOptions simulate_options_;
};

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_SERVER_COMMANDS_H_
