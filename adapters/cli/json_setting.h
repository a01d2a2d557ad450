// A part of the configuration that is a file of its own, or an object written out in the configuration.
#ifndef VERBATIM_ADAPTERS_CLI_JSON_SETTING_H_
#define VERBATIM_ADAPTERS_CLI_JSON_SETTING_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim::cli {

struct JsonSetting {
  std::string name;  // for messages: the file, or "\"channels\""
  nlohmann::json value;
};

// `where` is a file or JSON.  Nothing after the mistake has been printed to standard error.
std::optional<JsonSetting> read_json_setting(std::string_view setting, const std::string& where);

// Prints what is wrong with it; whether anything is.
bool print_errors(const JsonSetting& setting, const std::vector<std::string>& errors);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_JSON_SETTING_H_
