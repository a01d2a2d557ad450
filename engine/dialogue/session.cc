#include "engine/dialogue/session.h"

#include <nlohmann/json.hpp>

namespace verbatim {
namespace {

using nlohmann::json;

// The value under `key` when it is there and of the right type.
template <typename Value>
void read(const json& object, const char* key, Value& out) {
  if (const auto found = object.find(key); found != object.end()) found->get_to(out);
}

}  // namespace

std::string to_json(const Session& session) {
  const json out = {{"v", Session::kVersion},     {"topic", session.topic},     {"rule", session.last_rule},
                    {"history", session.history}, {"choices", session.choices}, {"facts", session.facts},
                    {"locale", session.locale},   {"turns", session.turns},     {"misses", session.misses}};
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Session> session_from_json(std::string_view text) {
  try {
    const auto in = json::parse(text);
    if (!in.is_object() || in.value("v", 0) != Session::kVersion) return std::nullopt;
    Session session;
    read(in, "topic", session.topic);
    read(in, "rule", session.last_rule);
    read(in, "history", session.history);
    read(in, "choices", session.choices);
    read(in, "facts", session.facts);
    read(in, "locale", session.locale);
    read(in, "turns", session.turns);
    read(in, "misses", session.misses);
    return session;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

}  // namespace verbatim
