#include "adapters/cli/settings.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace verbatim::cli {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;
using Milliseconds = std::chrono::milliseconds;

constexpr std::size_t kMaxFileBytes = 1 << 20;

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

std::string range_of(const Setting& setting) {
  return "from " + json(static_cast<std::int64_t>(setting.least)).dump() + " to " +
         json(static_cast<std::int64_t>(setting.most)).dump();
}

bool in_range(const Setting& setting, double number) {
  return number >= setting.least && number <= setting.most;
}

// Each of these gives what the value must be when it is not.
using Problem = std::optional<std::string>;

Problem put_text(const Setting& setting, std::string& target, std::string text) {
  if (!setting.one_of.empty() && std::ranges::find(setting.one_of, text) == setting.one_of.end()) {
    std::string all;
    for (const auto& one : setting.one_of) all += (all.empty() ? "" : " or ") + one;
    return "must be " + all;
  }
  target = std::move(text);
  return std::nullopt;
}

Problem put_number(const Setting& setting, double number, bool whole) {
  if (!in_range(setting, number)) return "must be " + range_of(setting);
  if (whole && number != static_cast<double>(static_cast<std::int64_t>(number)))
    return std::string("must be a whole number");
  std::visit(
      Overloaded{[&](double* target) { *target = number; },
                 [&](std::size_t* target) { *target = static_cast<std::size_t>(number); },
                 [&](unsigned* target) { *target = static_cast<unsigned>(number); },
                 [&](Milliseconds* target) { *target = Milliseconds(static_cast<std::int64_t>(number)); },
                 [](auto*) {}},
      setting.value);
  return std::nullopt;
}

bool is_number(const Setting& setting) {
  return !std::holds_alternative<std::string*>(setting.value) &&
         !std::holds_alternative<std::vector<std::string>*>(setting.value) &&
         !std::holds_alternative<bool*>(setting.value);
}

bool is_whole(const Setting& setting) { return !std::holds_alternative<double*>(setting.value); }

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    if (comma > 0) parts.emplace_back(list.substr(0, comma));
    list.remove_prefix(std::min(list.size(), comma + 1));
  }
  return parts;
}

Problem put(const Setting& setting, const std::string& text) {
  if (auto* const* target = std::get_if<std::string*>(&setting.value))
    return put_text(setting, **target, text);
  if (auto* const* target = std::get_if<std::vector<std::string>*>(&setting.value)) {
    **target = split(text);
    return std::nullopt;
  }
  if (auto* const* target = std::get_if<bool*>(&setting.value)) {
    if (text != "true" && text != "false") return std::string("must be true or false");
    **target = text == "true";
    return std::nullopt;
  }
  double number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc{} || end != text.data() + text.size()) return std::string("must be a number");
  return put_number(setting, number, is_whole(setting));
}

bool are_texts(const json& value) {
  return value.is_array() && std::ranges::all_of(value, [](const json& one) { return one.is_string(); });
}

Problem put(const Setting& setting, const json& value) {
  if (auto* const* target = std::get_if<std::string*>(&setting.value)) {
    if (setting.takes_object && value.is_object()) return put_text(setting, **target, value.dump());
    if (!value.is_string())
      return std::string(setting.takes_object ? "must be an object, or the name of a file in quotes"
                                              : "must be text in quotes");
    return put_text(setting, **target, value.get<std::string>());
  }
  if (auto* const* target = std::get_if<std::vector<std::string>*>(&setting.value)) {
    if (!are_texts(value)) return std::string("must be a list of texts");
    **target = value.get<std::vector<std::string>>();
    return std::nullopt;
  }
  if (auto* const* target = std::get_if<bool*>(&setting.value)) {
    if (!value.is_boolean()) return std::string("must be true or false");
    **target = value.get<bool>();
    return std::nullopt;
  }
  if (!value.is_number()) return std::string("must be a number");
  return put_number(setting, value.get<double>(), is_whole(setting));
}

const Setting* find(const std::vector<Setting>& table, std::string_view name) {
  const auto found =
      std::ranges::find(table, name, [](const Setting& one) { return std::string_view(one.name); });
  return found == table.end() ? nullptr : &*found;
}

// The parser's own sentence begins with a name of its exceptions, which helps nobody.
std::string said_by_parser(const json::exception& error) {
  const std::string_view what = error.what();
  const auto at = what.find("] ");
  return std::string(at == std::string_view::npos ? what : what.substr(at + 2));
}

std::vector<std::string> read_file(const std::string& file, const std::vector<Setting>& table) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in && !in.eof()) return {file + ": cannot be read: check that it exists and that you may read it."};
  if (text.size() > kMaxFileBytes) return {file + ": is longer than 1 MiB: this is no configuration file."};
  json settings;
  try {
    settings = json::parse(text, nullptr, true, /*ignore_comments=*/true);
  } catch (const json::exception& error) {
    return {file + ": " + said_by_parser(error) + "."};
  }
  if (!settings.is_object()) return {file + ": must be one object: {\"listen\": \"127.0.0.1:8080\", …}."};
  std::vector<std::string> problems;
  for (const auto& [name, value] : settings.items()) {
    if (name == "$schema") continue;
    const auto* setting = find(table, name);
    const auto problem =
        setting ? put(*setting, value) : Problem("is no setting: `verbatim config show` lists them");
    if (problem) problems.push_back(file + ": \"" + name + "\" " + *problem + ".");
  }
  return problems;
}

void read_texts(const std::map<std::string, std::string>& texts, const std::vector<Setting>& table,
                std::string (*written)(const Setting&), std::vector<std::string>& problems) {
  for (const auto& [name, text] : texts)
    if (const auto* setting = find(table, name))
      if (const auto problem = put(*setting, text))
        problems.push_back(written(*setting) + " " + *problem + ".");
}

std::string with_dashes(std::string text) {
  std::ranges::replace(text, '_', '-');
  return text;
}

ordered_json schema_of(const Setting& setting) {
  ordered_json schema;
  std::visit(
      Overloaded{[&](std::string*) { schema["type"] = "string"; },
                 [&](std::vector<std::string>*) {
                   schema["type"] = "array";
                   schema["items"] = {{"type", "string"}};
                 },
                 [&](bool*) { schema["type"] = "boolean"; }, [&](double*) { schema["type"] = "number"; },
                 [&](auto*) { schema["type"] = "integer"; }},
      setting.value);
  if (setting.takes_object) schema["type"] = {"string", "object"};
  schema["description"] = setting.what;
  if (!setting.one_of.empty()) schema["enum"] = setting.one_of;
  if (is_number(setting)) {
    schema["minimum"] = setting.least;
    schema["maximum"] = setting.most;
  }
  return schema;
}

ordered_json value_of(const Setting& setting) {
  if (auto* const* text = std::get_if<std::string*>(&setting.value);
      setting.takes_object && is_object(**text))
    return ordered_json::parse(**text, nullptr, false);
  return std::visit(Overloaded{[](Milliseconds* value) { return ordered_json(value->count()); },
                               [](auto* value) { return ordered_json(*value); }},
                    setting.value);
}

}  // namespace

bool is_object(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != std::string::npos && text[first] == '{';
}

std::string flag_of(const Setting& setting) { return "--" + with_dashes(setting.name); }

std::string variable_of(const Setting& setting) {
  std::string name = setting.name;
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return "VERBATIM_" + name;
}

std::map<std::string, std::string> settings_in_environment() {
  Settings settings;
  std::map<std::string, std::string> found;
  for (const auto& setting : settings_of(settings))
    if (const auto* value = std::getenv(variable_of(setting).c_str())) found.emplace(setting.name, value);
  return found;
}

std::vector<std::string> read_settings(const SettingSources& sources, Settings& settings) {
  const auto table = settings_of(settings);
  auto problems = sources.file.empty() ? std::vector<std::string>{} : read_file(sources.file, table);
  read_texts(sources.variables, table, variable_of, problems);
  read_texts(sources.flags, table, flag_of, problems);
  return problems;
}

ordered_json as_json(Settings& settings) {
  ordered_json all;
  for (const auto& setting : settings_of(settings)) all[setting.name] = value_of(setting);
  return all;
}

ordered_json settings_schema() {
  Settings settings;
  ordered_json properties;
  for (const auto& setting : settings_of(settings)) {
    properties[setting.name] = schema_of(setting);
    properties[setting.name]["default"] = value_of(setting);
  }
  properties["$schema"] = {{"type", "string"}};
  return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
          {"title", "Settings of `verbatim serve`"},
          {"type", "object"},
          {"additionalProperties", false},
          {"properties", properties}};
}

}  // namespace verbatim::cli
