#include "adapters/cli/json_setting.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include "adapters/cli/settings.h"

namespace verbatim::cli {

std::optional<JsonSetting> read_json_setting(std::string_view setting, const std::string& where) {
  const bool inside = is_object(where);
  const auto name = inside ? '"' + std::string(setting) + '"' : where;
  auto text = where;
  if (!inside) {
    std::ifstream in(where);
    if (!in) {
      std::cerr << name << ": error: cannot be read\n";
      return std::nullopt;
    }
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  try {
    return JsonSetting{name, nlohmann::json::parse(text, nullptr, true, /*ignore_comments=*/true)};
  } catch (const nlohmann::json::exception& mistake) {
    std::cerr << name << ": error: " << mistake.what() << '\n';
    return std::nullopt;
  }
}

bool print_errors(const JsonSetting& setting, const std::vector<std::string>& errors) {
  for (const auto& error : errors) std::cerr << setting.name << ": error: " << error << '\n';
  return !errors.empty();
}

}  // namespace verbatim::cli
