// The one layout of rule files: what it writes, and what it never loses.
#include "engine/rulebook/json_layout.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace verbatim;

namespace {

std::unique_ptr<Json> read(std::string_view text) {
  std::vector<Diagnostic> diagnostics;
  auto json = read_json(text, "file.json", diagnostics);
  REQUIRE(diagnostics.empty());
  return json;
}

}  // namespace

TEST_CASE("short values stay on one line, long ones are broken one item a line") {
  CHECK(lay_out(R"({"a":[1,2],"b":{"c":true},"d":[],"e":{}})") ==
        "{\n  \"a\": [1, 2],\n  \"b\": { \"c\": true },\n  \"d\": [],\n  \"e\": {}\n}\n");
  CHECK(lay_out(R"({"abc": [1000, 2000]})", 20) == "{\n  \"abc\": [\n    1000,\n    2000\n  ]\n}\n");
  CHECK(lay_out(R"({"é": ["éé", "é"]})", 18) == "{\n  \"é\": [\"éé\", \"é\"]\n}\n");
  CHECK(lay_out("[]") == "[]\n");
  CHECK(lay_out(" 1.50e3 ") == "1.50e3\n");
}

TEST_CASE("many short texts fill their lines; comments and empty lines begin others") {
  const std::string_view before = R"(["a","b","c","d","e","f", // six
"g","h",

// more
"i","j","k","l","m" // last
])";
  const std::string_view after = R"([
  "a", "b", "c", "d", "e",
  "f",  // six
  "g", "h",

  // more
  "i", "j", "k", "l", "m"  // last
]
)";
  CHECK(lay_out(before, 26) == after);
  CHECK(lay_out(after, 26) == after);
}

TEST_CASE("several objects never share a line, and neither do deep values") {
  CHECK(lay_out(R"({"a": [{"b": 1}, {"b": 2}]})") ==
        "{\n  \"a\": [\n    { \"b\": 1 },\n    { \"b\": 2 }\n  ]\n}\n");
  CHECK(lay_out(R"({"a": [[[1]]]})") == "{\n  \"a\": [\n    [[1]]\n  ]\n}\n");
}

TEST_CASE("comments and single empty lines stay where they mean something") {
  struct Row {
    std::string_view before;
    std::string_view after;
  };
  const Row rows[] = {
      {"// top  \r\n\r\n\r\n{\"a\": 1} // side\n// end", "// top\n\n{\n  \"a\": 1\n}  // side\n// end\n"},
      {"{ // first\n\"a\": 1, // one\n\n\n// two\n\"b\": 2 // too\n}",
       "{\n  // first\n  \"a\": 1,  // one\n\n  // two\n  \"b\": 2  // too\n}\n"},
      {"[1, /* two */ 2]", "[\n  1,\n  /* two */\n  2\n]\n"},
      {"[1 /* one */, 2]", "[\n  1,  /* one */\n  2\n]\n"},
      {"[1 // one\n, // more\n 2]", "[\n  1,  // one // more\n  2\n]\n"},
      {"[\n// nothing yet\n]", "[\n  // nothing yet\n]\n"},
      {"[1\n// last\n]", "[\n  1\n  // last\n]\n"},
      {"{\"a\" /* b */ : // c\n 1}", "{\n  /* b */\n  // c\n  \"a\": 1\n}\n"},
      {"[1, /* x\n   y */ 2]", "[\n  1,\n  /* x\n   y */\n  2\n]\n"},
      {"{\"a\": \"// no \\\" comment /* */\"}", "{\n  \"a\": \"// no \\\" comment /* */\"\n}\n"},
      {"\xEF\xBB\xBF{}", "{}\n"},
      {"// old\r[1\r,2]", "// old\n[\n  1,\n  2\n]\n"},
  };
  for (const auto& [before, after] : rows) {
    CAPTURE(before);
    CHECK(lay_out(before) == after);
    CHECK(lay_out(after) == after);
    CHECK(same_value(*read(before), *read(after)));
  }
}

TEST_CASE("a second time changes nothing, and no file of ours changes its meaning") {
  for (const auto& entry : std::filesystem::recursive_directory_iterator("rules")) {
    if (entry.path().extension() != ".json") continue;
    CAPTURE(entry.path());
    std::ifstream stream(entry.path());
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    for (const std::size_t width : {20U, 60U, 110U}) {
      const auto once = lay_out(text, width);
      CHECK(lay_out(once, width) == once);
      CHECK(same_value(*read(text), *read(once)));
    }
  }
}

TEST_CASE("values are equal by what they say, not by where they stand") {
  CHECK(same_value(*read("[1, {\"a\": null}]"), *read("[ 1.0, {\"a\" : null} ]")));
  for (const auto* other :
       {"[1]", "[1, {}]", "[1, {\"a\": false}]", "[1, {\"b\": null}]", "[\"1\", {\"a\": null}]"})
    CHECK_FALSE(same_value(*read("[1, {\"a\": null}]"), *read(other)));
}
