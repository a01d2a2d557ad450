#include "engine/text/fold.h"

#include <doctest/doctest.h>

#include <string_view>

using verbatim::text::fold;

TEST_CASE("two ways of writing the same word fold to one") {
  struct Row {
    std::string_view written;
    std::string_view folded;
  };
  const Row rows[] = {
      {"HeLLo", "hello"},
      {"É", "é"},
      {"E\xCC\x81", "é"},      // letter and combining accent
      {"ﬁne", "fine"},         // ligature
      {"Ｆｕｌｌ", "full"},    // full width
      {"STRAßE", "strasse"},   // full case folding
      {"İ", "i"},              // its dot above is a stray mark once folded
      {"Σίσυφος", "σίσυφοσ"},  // final sigma
      {"ŉ", "'n"},             // opens into an apostrophe of another kind
      {"don’t", "don't"},      // curly apostrophe
      {"mi\xE2\x80\x8B"
       "cro",
       "micro"},  // zero-width space
      {"\xE2\x80\xAE"
       "abc",
       "abc"},  // right-to-left override
      {"so\xC2\xAD"
       "ft",
       "soft"},  // soft hyphen
  };
  for (const auto& [written, folded] : rows) {
    CAPTURE(written);
    CHECK(fold(written) == folded);
  }
}

TEST_CASE("a letter buried under marks is found again") {
  std::string zalgo;
  for (const char c : std::string_view("pain")) {
    zalgo += c;
    for (int i = 0; i < 200; ++i) zalgo += "\xCC\xB6";
  }
  CHECK(fold(zalgo) == "pain");
}

TEST_CASE("bytes that are not UTF-8 fold to the replacement character") {
  CHECK(fold("a\xFF") == "a\xEF\xBF\xBD");
}
