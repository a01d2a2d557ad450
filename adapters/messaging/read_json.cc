#include "adapters/messaging/read_json.h"

#include <algorithm>

namespace verbatim::messaging {
namespace {

// The deepest nesting of brackets outside texts: looked at before anything is built.
int depth_of(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = text[i];
    if (inside) {
      if (c == '\\') ++i;
      if (c == '"') inside = false;
    } else if (c == '"') {
      inside = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

}  // namespace

std::optional<Json> read_json(std::string_view text) {
  if (depth_of(text) > kMaxJsonDepth) return std::nullopt;
  auto value = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

const Json& at(const Json& value, std::initializer_list<const char*> path) {
  static const Json kNull;
  const auto* here = &value;
  for (const auto* name : path) {
    if (!here->is_object()) return kNull;
    const auto found = here->find(name);
    if (found == here->end()) return kNull;
    here = &*found;
  }
  return *here;
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_unsigned()) return std::to_string(value.get<std::uint64_t>());
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  return {};
}

std::optional<std::string> text_if(const Json& value) {
  return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

std::int64_t integer_of(const Json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_string()) return read_digits(value.get_ref<const std::string&>()).value_or(0);
  return 0;
}

bool is_true(const Json& value) { return value.is_boolean() && value.get<bool>(); }

std::string write_json(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::int64_t> read_digits(std::string_view text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  std::int64_t number = 0;
  for (const auto c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace verbatim::messaging
