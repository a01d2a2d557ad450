#include "adapters/cli/server_commands.h"

namespace verbatim::cli {

ServerCommands::ServerCommands(CLI::App& app) {
  add_serve(app);
  add_config(app);
  status_ = app.add_subcommand("status", "Say which rules a running server serves");
  status_->add_option("SERVER", server_, "ADDRESS:PORT of the server")->capture_default_str();
  add_erase(app);
  add_unanswered(app);
  add_channels(app);
}

void ServerCommands::add_serve(CLI::App& app) {
  serve_ = app.add_subcommand("serve", "Serve every site below a folder over HTTP and WebSocket");
  serve_->add_option("--config", sources_.file, "File of settings: `verbatim config schema` describes it");
  serve_->footer(
      "Every setting may also stand in the file and in the environment (VERBATIM_LISTEN, …).\n"
      "A flag wins over the environment, and that over the file.");
  Settings defaults;
  for (const auto& setting : settings_of(defaults)) {
    auto value = as_json(defaults)[setting.name];
    serve_->add_option(flag_of(setting), flags_[setting.name], setting.what)
        ->default_str(value.is_string() ? value.get<std::string>() : value.dump());
  }
}

void ServerCommands::add_config(CLI::App& app) {
  config_ = app.add_subcommand("config", "Look at the settings of the server");
  config_->add_option("WHAT", config_what_, "check a file, show all settings, or print their schema")
      ->required()
      ->check(CLI::IsMember({"check", "show", "schema"}));
  config_->add_option("FILE", config_file_, "File of settings");
}

void ServerCommands::add_erase(CLI::App& app) {
  erase_ = app.add_subcommand("erase", "Have a running server erase a conversation");
  erase_->add_option("SESSION", erase_options_.session, "Its token; - reads it from standard input")
      ->required();
  erase_->add_option("--site", erase_options_.site, "Name of the site")->required();
  erase_->add_option("--server", erase_options_.server, "ADDRESS:PORT of the server")->capture_default_str();
}

void ServerCommands::add_unanswered(CLI::App& app) {
  unanswered_ = app.add_subcommand("unanswered", "List the questions that found no answer, masked");
  unanswered_->add_option("--site", unanswered_options_.site, "Name of the site")->required();
  unanswered_->add_option("--store", unanswered_options_.store, "File that keeps conversations")->required();
  unanswered_->add_flag("--json", unanswered_options_.json, "Print JSON");
}

void ServerCommands::add_channels(CLI::App& app) {
  auto& command = *app.add_subcommand("channels", "Look at the accounts of messengers");
  command.require_subcommand(1);
  auto& options = simulate_options_;
  channels_check_ =
      command.add_subcommand("check", "Try the credentials; say what to paste at each platform");
  channels_check_->add_option("FILE", options.channels.file, "File with the accounts, as of serve --channels")
      ->required();
  channels_simulate_ = command.add_subcommand("simulate", "Run a message through the whole path on loopback");
  channels_simulate_->add_option("CHANNEL", options.channel, "telegram, twilio, whatsapp, …")->required();
  channels_simulate_->add_option("TEXT", options.text, "What a person writes")->required();
  channels_simulate_->add_option("--site", options.site, "Name of the site; the first by default");
  for (auto* one : {channels_check_, channels_simulate_})
    one->add_option("--rules", options.channels.rules, "Folder whose subfolders are sites")
        ->capture_default_str();
}

std::optional<int> ServerCommands::run() const {
  if (config_->parsed()) return config(config_what_, config_file_);
  if (status_->parsed()) return status(server_);
  if (erase_->parsed()) return erase(erase_options_);
  if (unanswered_->parsed()) return unanswered(unanswered_options_);
  if (channels_check_->parsed()) return check_channels(simulate_options_.channels);
  if (channels_simulate_->parsed()) return simulate_channel(simulate_options_);
  if (!serve_->parsed()) return std::nullopt;
  auto sources = sources_;
  sources.variables = settings_in_environment();
  for (const auto& [name, value] : flags_) {
    auto flag = "--" + name;
    for (auto& c : flag)
      if (c == '_') c = '-';
    if (serve_->count(flag) > 0) sources.flags.emplace(name, value);
  }
  return serve(sources);
}

}  // namespace verbatim::cli
