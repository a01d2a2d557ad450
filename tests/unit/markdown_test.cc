#include "engine/rulebook/markdown.h"

#include <doctest/doctest.h>

#include <string_view>

using namespace verbatim;

TEST_CASE("answers become paragraphs, lists and links") {
  const auto [blocks, problems] = parse_markdown(
      "First **bold** and *soft*\nline.\n\n- one\n- [two](https://a.example)\n\n[Book](tel:555)");
  CHECK(problems.empty());
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[0].kind == Block::Kind::kParagraph);
  CHECK(blocks[0].lines[0] == Line{{"First ", false, false, ""},
                                   {"bold", true, false, ""},
                                   {" and ", false, false, ""},
                                   {"soft", false, true, ""},
                                   {" line.", false, false, ""}});
  CHECK(blocks[1].kind == Block::Kind::kList);
  CHECK_FALSE(blocks[1].ordered);
  REQUIRE(blocks[1].lines.size() == 2);
  CHECK(blocks[1].lines[1][0].href == "https://a.example");
  CHECK(blocks[2].kind == Block::Kind::kLink);
  CHECK(plain_text(blocks) ==
        "First bold and soft line.\n\n- one\n- two (https://a.example)\n\nBook (tel:555)");
}

TEST_CASE("numbered lists keep their kind") {
  const auto [blocks, problems] = parse_markdown("1. wash\n2. dry");
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].ordered);
  CHECK(plain_text(blocks) == "1. wash\n2. dry");
}

TEST_CASE("what cannot be shown is reported, never passed on") {
  for (const std::string_view text : {"# Heading", "![x](https://a.example/x.png)", "`code`", "<b>x</b>",
                                      "<div>\nx\n</div>", "- a\n  - b", "> quote", "&nbsp;"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_markdown(text).problems.empty());
  }
}

TEST_CASE("only https, mailto and tel are safe links") {
  CHECK(is_safe_link("https://a.example"));
  CHECK(is_safe_link("mailto:hello@example.com"));
  CHECK(is_safe_link("tel:+15550100"));
  for (const std::string_view address :
       {"http://a.example", "javascript:alert(1)", "data:text/html,x", "//a.example", "JAVASCRIPT:1", ""}) {
    CAPTURE(address);
    CHECK_FALSE(is_safe_link(address));
  }
}
