#include "adapters/messaging/secret_place.h"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <utility>

namespace verbatim::messaging {
namespace {

using nlohmann::json;

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
  return text;
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) return std::nullopt;
  std::stringstream text;
  text << file.rdbuf();
  return trimmed(text.str());
}

bool is_place(const json& where, const char* kind) {
  return where.is_object() && where.size() == 1 && where.contains(kind) && where[kind].is_string();
}

}  // namespace

FoundSecret read_secret(const json& place) {
  std::optional<std::string> value;
  if (is_place(place, "env")) {
    if (const auto* set = std::getenv(place["env"].get_ref<const std::string&>().c_str())) value = set;
    if (!value) return {.problem = "names an environment variable that is not set"};
  } else if (is_place(place, "file")) {
    value = read_file(place["file"]);
    if (!value) return {.problem = "names a file that cannot be read"};
  } else {
    return {.problem = "must say where the secret is: {\"env\": \"NAME\"} or {\"file\": \"path\"}"};
  }
  if (value->empty()) return {.problem = "is an empty secret"};
  return {.value = std::move(*value)};
}

}  // namespace verbatim::messaging
