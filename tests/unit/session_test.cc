#include "engine/dialogue/session.h"

#include <doctest/doctest.h>

#include <string_view>

using namespace verbatim;

TEST_CASE("a session survives its JSON") {
  const Session session{
      .topic = "aftercare",
      .last_rule = "aftercare.sun",
      .history = {"x.y"},
      .choices = {"a.b", "c.d"},
      .facts = {{"days", "3"}},
      .flow = {.flow = "check", .step = "age", .picked = {"a"}, .given = {{"now", {"none"}}}},
      .locale = "en-GB",
      .turns = 7,
      .misses = 2};
  const auto back = session_from_json(to_json(session));
  REQUIRE(back);
  CHECK(*back == session);
}

TEST_CASE("what is no session of this version is refused") {
  for (const std::string_view text :
       {"", "{", "[]", "7", "{}", "{\"v\": 99}", "{\"v\": 1, \"turns\": \"x\"}", "{\"v\": \"1\"}"}) {
    CAPTURE(text);
    CHECK_FALSE(session_from_json(text));
  }
}
