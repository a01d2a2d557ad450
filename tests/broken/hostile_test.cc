// Rule files made to cost time or memory.
#include <doctest/doctest.h>

#include "tests/broken/broken.h"

using namespace verbatim;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  while (times-- > 0) out += text;
  return out;
}

// before + number + after, for each number.
std::string numbered(std::string_view before, std::string_view after, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out.append(before).append(std::to_string(i)).append(after);
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += (c == '"' || c == '\\') ? std::string{'\\', c} : std::string{c};
  return out + '"';
}

std::string rule_with_pattern(const std::string& pattern) {
  return R"({"topic": "x", "rules": [{"id": "x.a", "title": "A", "answer": "a", "examples": ["zebra"],
"patterns": [)" +
         quoted(pattern) + "]}]}";
}

}  // namespace

TEST_CASE("deep nesting is refused where it becomes too deep") {
  for (const auto* open : {"[", "{\"a\":", "[{\"a\":"}) {
    const broken::Clock clock;
    CAPTURE(open);
    const auto found = broken::errors_in("deep.json", repeated(open, 10'000));
    CHECK(found.find("too-deep") != std::string::npos);
    CHECK(found.find(',') == std::string::npos);
    CHECK(clock.seconds() < broken::kBound);
  }
}

TEST_CASE("patterns that repeat without end are refused, or cost little") {
  struct Row {
    std::string pattern;
    std::string found;  // empty: it may be sound
  };
  const Row rows[] = {
      {"a *99999999999999999999 b", "2:20 bad-pattern"},
      {"a *21 b", "2:20 bad-pattern"},
      {"a *0 b", "2:19 bad-pattern"},
      {"a *-1 b", ""},
      {repeated("(", 10'000) + "a" + repeated(")", 10'000), "2:27 bad-pattern"},
      {repeated("[", 10'000) + "a" + repeated("]", 10'000), "2:27 bad-pattern"},
      {repeated("(a|", 10'000), "2:49 bad-pattern"},
      {repeated("!", 10'000) + "a", "2:16 bad-pattern"},
      {"/a{1000}{1000}/", "2:15 bad-pattern"},
      {"/(a{1,1000}){1,1000}/", "2:15 bad-pattern"},
      {"/" + repeated("(", 5'000) + repeated(")", 5'000) + "/", ""},
      {"/(?=a)/", "2:15 bad-pattern"},
      {"/\\1/", "2:15 bad-pattern"},
      {repeated("a ", 20'000), "2:15 bad-pattern"},
      {repeated("[a] ", 2'000) + "b", "2:15 bad-pattern"},
      {repeated("* ", 2'000), "2:15 bad-pattern"},
      {"a " + repeated("*20 a ", 300), "2:15 bad-pattern"},
      {repeated("(a|b|c|d) ", 1'000), ""},
      {repeated("a & ", 5'000) + "a", ""},
      {repeated("{x:number} ", 500), "2:15 bad-pattern"},
      {repeated("@pain ", 2'000), ""},
      {repeated("é", 50'000), ""},
  };
  for (const auto& [pattern, expected] : rows) {
    const broken::Clock clock;
    CAPTURE(pattern.substr(0, 40));
    const auto found = broken::errors_in("x.json", rule_with_pattern(pattern));
    if (!expected.empty()) CHECK(found == expected);
    CHECK(clock.seconds() < broken::kBound);
  }
}

TEST_CASE("concepts in circles and towers") {
  std::string circle = "{\"concepts\": {";
  for (int i = 0; i < 1000; ++i)
    circle += (i == 0 ? "\n" : ",\n") + quoted("c" + std::to_string(i)) + ": [\"@c" +
              std::to_string((i + 1) % 1000) + "\"]";
  const broken::Clock clock;
  CHECK(broken::errors_in("c.json", circle + "}}").find("circular-concept") != std::string::npos);
  CHECK(clock.seconds() < broken::kBound);

  for (const int levels : {30, 2000}) {
    std::string tower = "{\"concepts\": {\n\"t0\": [\"zebra\"]";
    for (int i = 1; i < levels; ++i) {
      const auto below = "@t" + std::to_string(i - 1);
      tower += ",\n" + quoted("t" + std::to_string(i)) + ": [" + quoted(below) + ", " +
               quoted(below + ' ' + below) + "]";
    }
    const broken::Clock each;
    broken::errors_in("c.json", tower + "}}");
    CHECK(each.seconds() < broken::kBound);
  }
}

TEST_CASE("long files of one thing") {
  const std::string rows[] = {
      "{\"topic\": \"x\", \"rules\": [" + repeated("{},", 20'000) + "{}]}",
      "{\"facts\": {" + repeated("\"a\": 1,", 5'000) + "\"a\": 1}}",
      "{\"facts\": {\"a\": " + quoted(repeated("{{", 200'000)) + "}}",
      "{\"topic\": \"x\", \"rules\": [{\"id\": \"x.a\", \"title\": \"A\", \"examples\": [\"zebra\"], "
      "\"answer\": " +
          quoted(repeated("**[a](", 50'000)) + "}]}",
      "{\"topic\": \"x\", \"rules\": [{\"id\": \"x.a\", \"title\": \"A\", \"examples\": [\"zebra\"], "
      "\"answer\": " +
          quoted(repeated("> ", 50'000) + "a") + "}]}",
      "{\"topic\": \"x\", \"rules\": [{\"id\": \"x.a\", \"title\": \"A\", \"examples\": [" +
          quoted(repeated("word ", 50'000)) + "], \"answer\": \"a\"}]}",
      "{\"facts\": {" + numbered("\"f", "\": \"v\",", 70'000) + "\"a\": \"v\"}}",
      "{\"concepts\": {" + numbered("\"c", "\": [\"zebra\"],", 40'000) + "\"a\": [\"zebra\"]}}",
      "{\"topic\": \"x\", \"rules\": [{" + numbered("\"k", "\": 1,", 80'000) + "\"a\": 1}]}",
      "{\"topic\": \"x\", \"rules\": [{\"id\": \"x.a\", \"title\": \"A\", \"examples\": [\"zebra\"], "
      "\"answer\": \"a\", "
      "\"when\": {" +
          numbered("\"k", "\": \"v\",", 60'000) + "\"a\": \"v\"}}]}",
      "{\"topic\": \"x\", \"rules\": [" +
          numbered("{\"id\": \"r", "\", \"title\": \"A\", \"answer\": \"a\", \"follow_ups\": [\"none\"]},",
                   10'000) +
          "{}]}",
      "{\"topic\": \"x\", \"rules\": [" +
          repeated("{\"id\": \"r\", \"title\": \"A\", \"answer\": \"{{none}}\", \"examples\": [\"zebra\"]},",
                   10'000) +
          "{}]}",
      repeated("// comment\n", 90'000) + "{}",
      repeated(" ", 1'000'000),
      quoted(repeated("a", 1'000'000)),
  };
  for (const auto& text : rows) {
    const broken::Clock clock;
    CAPTURE(text.substr(0, 60));
    broken::errors_in("x.json", text);
    CHECK(clock.seconds() < broken::kBound);
  }
}
