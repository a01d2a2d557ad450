// Settings of the server: one table says what each is called, what it means, and what it may be.
//
// The table is the one source of the flags of `verbatim serve`, of the environment variables, of the
// configuration file with its schema, and of what is said when a value is wrong.
#ifndef VERBATIM_ADAPTERS_CLI_SETTINGS_H_
#define VERBATIM_ADAPTERS_CLI_SETTINGS_H_

#include <chrono>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/host/host.h"
#include "adapters/web/serve.h"

namespace verbatim::cli {

struct Settings {
  std::string rules = "rules";
  std::string store = "auto";  // a file; "memory"; "auto" for a file in the user's own state folder
  std::string log_format = "human";
  std::string log_level = "info";
  std::string channels = {};  // a file, or JSON; empty for no messengers
  std::string handoff = {};   // a file, or JSON; empty: staff are told of nothing
  bool watch = true;
  web::ServeOptions serve = {};
  HostOptions host = {};
};

struct Setting {
  using Value = std::variant<std::string*, std::vector<std::string>*, bool*, std::size_t*, unsigned*, double*,
                             std::chrono::milliseconds*>;

  const char* name;  // in the file; --with-dashes as a flag; VERBATIM_IN_CAPITALS in the environment
  const char* what;
  Value value;
  double least = 0;  // of numbers
  double most = 1e9;
  std::vector<std::string> one_of = {};  // of texts; empty for any
  bool takes_object = false;             // of texts: in the file it may be an object, kept as its JSON
};

// The table.  `settings` outlives it.
std::vector<Setting> settings_of(Settings& settings);

// Whether the text of a setting that takes objects is one, and not the name of a file.
bool is_object(const std::string& text);

// As the flag and the environment variable of a setting are written.
std::string flag_of(const Setting& setting);
std::string variable_of(const Setting& setting);

// Where settings come from, by name and as they were written; what is said later wins.
struct SettingSources {
  std::string file = {};                              // empty for none
  std::map<std::string, std::string> variables = {};  // by name of the setting
  std::map<std::string, std::string> flags = {};
};

// The variables of this process that are settings.
std::map<std::string, std::string> settings_in_environment();

// Reads file, environment and flags into `settings`.  Gives one sentence for each thing that is wrong:
// where, what, and what to do; empty when all is well.
std::vector<std::string> read_settings(const SettingSources& sources, Settings& settings);

// The values as they are now, and the JSON Schema of the file.
nlohmann::ordered_json as_json(Settings& settings);
nlohmann::ordered_json settings_schema();

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_SETTINGS_H_
