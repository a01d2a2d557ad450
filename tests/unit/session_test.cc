#include "engine/dialogue/session.h"

#include <doctest/doctest.h>

#include <string_view>

using namespace verbatim;

TEST_CASE("a session survives its JSON") {
  const Session session{"aftercare",     "aftercare.sun", {"x.y"}, {"a.b", "c.d"},
                        {{"days", "3"}}, "en-GB",         7,       2};
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
