#include "engine/text/utf8.h"

#include <doctest/doctest.h>

#include <array>
#include <string_view>

using namespace verbatim::text;

TEST_CASE("valid UTF-8 of every length is decoded whole") {
  struct Row {
    std::string_view bytes;
    char32_t code_point;
    std::uint32_t length;
  };
  for (const auto& row : {Row{"a", U'a', 1}, Row{"é", U'é', 2}, Row{"中", U'中', 3}, Row{"😀", U'😀', 4}}) {
    CAPTURE(row.bytes);
    CHECK(decode(row.bytes, 0).code_point == row.code_point);
    CHECK(decode(row.bytes, 0).length == row.length);
    CHECK(is_valid_utf8(row.bytes));
  }
}

TEST_CASE("bytes that are not UTF-8 read as the replacement character, one at a time") {
  const std::array<std::string_view, 6> broken = {
      "\xFF", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80"};
  for (const auto bytes : broken) {
    CAPTURE(bytes.size());
    CHECK(decode(bytes, 0).code_point == kReplacement);
    CHECK(decode(bytes, 0).length == 1);
    CHECK_FALSE(is_valid_utf8(bytes));
  }
}

TEST_CASE("a replacement character that was typed is valid") { CHECK(is_valid_utf8("\xEF\xBF\xBD")); }

TEST_CASE("length counts characters") {
  CHECK(length("héllo") == 5);
  CHECK(length("a\xFFz") == 3);
  CHECK(length("") == 0);
}
