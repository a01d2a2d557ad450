#include "engine/rulebook/json.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace verbatim;

namespace {

// The first mistake as "line:column code", or "" when there is none.
std::string first_mistake(std::string_view text) {
  std::vector<Diagnostic> diagnostics;
  read_json(text, "f.json", diagnostics);
  if (diagnostics.empty()) return {};
  const auto& d = diagnostics.front();
  return std::to_string(d.at.line) + ":" + std::to_string(d.at.column) + " " + d.code;
}

}  // namespace

TEST_CASE("every value and key knows its line and column, counted in characters") {
  std::vector<Diagnostic> diagnostics;
  const auto json =
      read_json("{ // é\n  \"é\": [1, -2.5 , \"x\\u00e9\"],\n\t\"b\" : true\n}", "f.json", diagnostics);
  REQUIRE(json);
  CHECK(diagnostics.empty());
  REQUIRE(json->members.size() == 2);
  CHECK(json->members[0].at == Position{2, 3});
  const auto& list = json->members[0].value;
  CHECK(list.at == Position{2, 8});
  REQUIRE(list.items.size() == 3);
  CHECK(list.items[0].at == Position{2, 9});
  CHECK(list.items[1].at == Position{2, 12});
  CHECK(list.items[2].at == Position{2, 19});
  CHECK(list.items[2].string == "xé");
  CHECK(json->members[1].value.at == Position{3, 8});
}

TEST_CASE("comments of both kinds and a byte order mark are read over") {
  CHECK(first_mistake("\xEF\xBB\xBF/* a */ {\"k\": 1 /* b */, // c\n \"l\": 2}").empty());
}

TEST_CASE("mistakes in the JSON are found where they are") {
  struct Row {
    std::string_view text;
    std::string_view mistake;
  };
  const Row rows[] = {
      {"{\"a\": 1 \"b\": 2}", "1:11 json-syntax"},
      {"{\"a\": [1,], }", "1:10 json-syntax"},
      {"", "1:1 json-syntax"},
      {"{\"a\": 1,\n \"a\": 2}", "2:2 duplicate-key"},
      {"{\"a\":\n \"\xFF\"}", "2:3 not-utf8"},
      {"{\"a\": 1} x", "1:10 json-syntax"},
  };
  for (const auto& [text, mistake] : rows) {
    CAPTURE(text);
    CHECK(first_mistake(text) == mistake);
  }
}

TEST_CASE("nesting without end is refused") {
  CHECK(first_mistake(std::string(100000, '[')) == "1:33 too-deep");
}
