// Encodings of spreadsheets, and names made of text.
#include "adapters/cli/import/encoding.h"

#include <doctest/doctest.h>

#include "adapters/cli/import/lines.h"
#include "engine/text/utf8.h"

using namespace verbatim;
using namespace verbatim::cli;
using namespace std::string_view_literals;

TEST_CASE("each encoding gives the same text") {
  const std::string_view expected = "é€😀";
  CHECK(to_utf8(expected) == expected);
  CHECK(to_utf8("\xEF\xBB\xBFé€😀"sv) == expected);
  CHECK(to_utf8("\xFF\xFE\xE9\x00\xAC\x20\x3D\xD8\x00\xDE"sv) == expected);
  CHECK(to_utf8("\xFE\xFF\x00\xE9\x20\xAC\xD8\x3D\xDE\x00"sv) == expected);
  CHECK(to_utf8("\xE9\x80 \x93\x81"sv) == "é€ “\xC2\x81");
  CHECK(to_utf8(""sv).empty());
}

TEST_CASE("whatever the bytes are, the text is UTF-8") {
  CHECK(to_utf8("\xFF\xFE\x3D\xD8"sv) == "\xEF\xBF\xBD");
  CHECK(to_utf8("\xFF\xFE\x00\xDE\x41\x00\x42"sv) == "\xEF\xBF\xBD\x41");
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes = {static_cast<char>(first), static_cast<char>(second), 'x'};
      CHECK(text::is_valid_utf8(to_utf8(bytes)));
    }
  }
}

TEST_CASE("a name is made of the small letters of a text") {
  CHECK(slug("How much is it?") == "how_much_is_it");
  CHECK(slug("¿Cuánto cuesta?") == "cuanto_cuesta");
  CHECK(slug("What's  the “price”…") == "whats_the_price");
  CHECK(slug("日本語") == "");
  CHECK(slug("a_b.c") == "a_b_c");
  CHECK(slug(std::string(60, 'a')).size() == 48);
  CHECK(slug("one two three four five six seven eight nine ten eleven") ==
        "one_two_three_four_five_six_seven_eight_nine_ten");
}

TEST_CASE("lines") {
  CHECK(filled_lines(" a \n\n b\r\n") == std::vector<std::string>{"a", "b"});
  CHECK(joined({"a", "b"}) == "a\nb");
  CHECK(trimmed(" \n ").empty());
}
