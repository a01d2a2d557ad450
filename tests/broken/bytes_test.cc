// Files whose bytes are wrong: cut off, not UTF-8, not JSON.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/rulebook/json.h"
#include "tests/broken/broken.h"

using namespace verbatim;
using namespace std::string_literals;

namespace {

// What read_json() finds, as "1:2 json-syntax".
std::string found(const std::string& text) {
  std::vector<Diagnostic> diagnostics;
  const auto value = read_json(text, "f.json", diagnostics);
  std::string out = value || !diagnostics.empty() ? "" : "nothing at all";
  for (const auto& one : diagnostics)
    out += (out.empty() ? "" : ", ") + std::to_string(one.at.line) + ':' + std::to_string(one.at.column) +
           ' ' + one.code;
  return out;
}

}  // namespace

TEST_CASE("what is no JSON is told with its place") {
  struct Row {
    std::string text;
    std::string found;
  };
  const Row rows[] = {
      {"", "1:1 json-syntax"},
      {" \n\t", "2:2 json-syntax"},
      {"// only a comment", "1:18 json-syntax"},
      {"/* never closed", "1:16 json-syntax"},
      {"/", "1:2 json-syntax"},
      {"{", "1:2 json-syntax"},
      {"[", "1:2 json-syntax"},
      {"{\"a\"", "1:5 json-syntax"},
      {"{\"a\":", "1:6 json-syntax"},
      {"{\"a\":1", "1:7 json-syntax"},
      {"{\"a\":1,", "1:8 json-syntax"},
      {"{\"a\":1,}", "1:8 json-syntax"},
      {"{\"a\" 1}", "1:6 json-syntax"},
      {"{a: 1}", "1:2 json-syntax"},
      {"{'a': 1}", "1:2 json-syntax"},
      {"{1: 2}", "1:2 json-syntax"},
      {"{\"a\":1 \"b\":2}", "1:10 json-syntax"},
      {"{\"a\":1}}", "1:8 json-syntax"},
      {"{} {}", "1:4 json-syntax"},
      {"[1,]", "1:4 json-syntax"},
      {"[1 2]", "1:4 json-syntax"},
      {"[1}", "1:3 json-syntax"},
      {"[,]", "1:2 json-syntax"},
      {"\"abc", "1:5 json-syntax"},
      {"\"abc\\", "1:6 json-syntax"},
      {"\"\\x\"", "1:3 json-syntax"},
      {"\"\\u12\"", "1:6 json-syntax"},
      {"\"\\ud800\"", "1:8 json-syntax"},
      {"\"\\udc00\"", "1:7 json-syntax"},
      {"\"a\nb\"", "1:3 json-syntax"},
      {"\"a\tb\"", "1:3 json-syntax"},
      {"tru", "1:4 json-syntax"},
      {"True", "1:1 json-syntax"},
      {"nul", "1:4 json-syntax"},
      {"undefined", "1:1 json-syntax"},
      {"NaN", "1:1 json-syntax"},
      {"-", "1:2 json-syntax"},
      {"01", "1:2 json-syntax"},
      {"1.", "1:3 json-syntax"},
      {".5", "1:1 json-syntax"},
      {"1e", "1:3 json-syntax"},
      {"+1", "1:1 json-syntax"},
      {"0x1", "1:2 json-syntax"},
      {"1e999", "1:5 json-syntax"},
      {"# a", "1:1 json-syntax"},
      {"{\"a\":1,\"a\":2}", "1:8 duplicate-key"},
      {"{\"a\":1,\"\\u0061\":2}", "1:8 duplicate-key"},
      {"{\"a\":{\"b\":1,\"b\":1},\"a\":0}", "1:13 duplicate-key, 1:20 duplicate-key"},
      {"{\"a\":\"\xFF\"}", "1:7 not-utf8"},
      {"{\"é\":\"\xC3\"}", "1:7 not-utf8"},
      {"\xC0\xAF", "1:1 not-utf8"},
      {"\"\xED\xA0\x80\"", "1:2 not-utf8"},
      {"\"\xF4\x90\x80\x80\"", "1:2 not-utf8"},
      {"\xFF\xFE{\0}\0"s, "1:1 not-utf8"},
      {"{}\0"s, "1:3 json-syntax"},
      {"{}\0{\"a\":1}"s, "1:3 json-syntax"},
      {"// a\0\n{}"s, "1:5 json-syntax"},
      {"\"a\0b\""s, "1:3 json-syntax"},
      {"{\r\n \"a\": 1,\r\n \"a\": 2}", "3:2 duplicate-key"},
      {"// old\r{\"a\":1,\"a\":2}", "1:15 duplicate-key"},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    CHECK(found(text) == expected);
  }
}

TEST_CASE("what is unusual and sound stays sound") {
  for (const auto& text : {"\xEF\xBB\xBF{}"s, "\xEF\xBB\xBF\xEF\xBB\xBF{}"s, "{\r\n}\r\n"s, "/**/{}//"s,
                           "[]"s, "7"s, "{\"\":{}}"s, "\"\\u0000\""s, "\"\\ud83d\\ude00\""s, "{}\r"s}) {
    CAPTURE(text);
    CHECK(found(text).empty());
  }
}

TEST_CASE("a file cut off at any byte is told as such, and nothing else of it") {
  for (const auto& file : broken::sound_site()) {
    const auto end = file.text.find_last_of('}');
    for (std::size_t size = 0; size < end; ++size) {
      CAPTURE(file.path);
      CAPTURE(size);
      const auto text = file.text.substr(0, size);
      const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
      CHECK(found(text) ==
            std::to_string(lines) + ':' + std::to_string(size - (text.rfind('\n') + 1) + 1) + " json-syntax");
    }
  }
}

TEST_CASE("any byte exchanged gives a finding or a sound file, and always the same") {
  const auto whole = broken::read_text(std::string(broken::kFolder) + "site/flow.json");
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    for (const char c : {'\0', '"', '{', ']', ',', '\\', '\xFF', '\n', '7'}) {
      auto text = whole;
      text[at] = c;
      CAPTURE(at);
      CHECK(broken::errors_in("flow.json", text) == broken::errors_in("flow.json", text));
    }
  }
}
