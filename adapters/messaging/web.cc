#include "adapters/messaging/web.h"

#include <algorithm>

namespace verbatim::messaging {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::optional<std::string_view> header_of(const WebRequest& request, std::string_view name) {
  std::optional<std::string_view> found;
  for (const auto& [key, value] : request.headers) {
    if (!same_name(key, name)) continue;
    if (found) return std::nullopt;
    found = value;
  }
  return found;
}

std::string media_type(const WebRequest& request) {
  const auto value = header_of(request, "Content-Type").value_or("");
  std::string type(value.substr(0, value.find_first_of("; \t")));
  std::transform(type.begin(), type.end(), type.begin(), lower);
  return type;
}

}  // namespace verbatim::messaging
