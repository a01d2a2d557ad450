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

json to_json(const FlowState& flow) {
  auto given = json::array();
  for (const auto& answer : flow.given) given.push_back({answer.step, answer.choices});
  return {{"flow", flow.flow}, {"step", flow.step}, {"picked", flow.picked}, {"given", given}};
}

FlowState flow_from_json(const json& in) {
  FlowState flow;
  read(in, "flow", flow.flow);
  read(in, "step", flow.step);
  read(in, "picked", flow.picked);
  for (const auto& answer : in.at("given"))
    flow.given.push_back({answer.at(0).get<std::string>(), answer.at(1).get<std::vector<std::string>>()});
  return flow;
}

}  // namespace

std::string to_json(const Session& session) {
  json out = {{"v", Session::kVersion},     {"topic", session.topic},     {"rule", session.last_rule},
              {"history", session.history}, {"choices", session.choices}, {"facts", session.facts},
              {"locale", session.locale},   {"turns", session.turns},     {"misses", session.misses}};
  if (!session.flow.flow.empty()) out["flow"] = to_json(session.flow);
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
    if (const auto flow = in.find("flow"); flow != in.end()) session.flow = flow_from_json(*flow);
    read(in, "locale", session.locale);
    read(in, "turns", session.turns);
    read(in, "misses", session.misses);
    return session;
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

}  // namespace verbatim
