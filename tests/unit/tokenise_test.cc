#include "engine/text/tokenise.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace verbatim::text;

namespace {

std::string words(std::string_view message, std::string_view locale = "en") {
  std::string out;
  for (const auto& token : tokenise(message, language_of(locale))) {
    if (!out.empty()) out += '|';
    out += token.folded;
  }
  return out;
}

}  // namespace

TEST_CASE("a message falls into words, numbers and emoji") {
  struct Row {
    std::string_view message;
    std::string_view tokens;
  };
  const Row rows[] = {
      {"How many sessions?", "how|many|sessions"},
      {"micro-needling", "micro|needling"},
      {"3-6 treatments, 4.5mm", "3|6|treatments|4.5|mm"},
      {"24h", "24|h"},
      {"What's up? I can’t say", "what|is|up|i|can|not|say"},
      {"dont", "do|not"},
      {"the clinic's phone", "the|clinic|phone"},
      {"'quoted'", "quoted"},
      {"hi😀there", "hi|😀|there"},
      {"👩‍⚕️!", "👩⚕"},
      {"👍🏽 ok", "👍🏽|ok"},
      {"🇬🇧🇺🇸", "🇬🇧|🇺🇸"},
      {"½ hour", "1|2|hour"},
      {"微针治疗", "微|针|治|疗"},
      {"привет, мир", "привет|мир"},
      {"a\x01"
       "b\tc",
       "a|b|c"},
      {"...!?", ""},
      {"", ""},
  };
  for (const auto& [message, tokens] : rows) {
    CAPTURE(message);
    CHECK(words(message) == tokens);
  }
}

TEST_CASE("contractions belong to their language") { CHECK(words("what's", "es") == "what"); }

TEST_CASE("every token points at its bytes") {
  const std::string_view message = "Él can't 😀";
  const auto tokens = tokenise(message, language_of("en"));
  REQUIRE(tokens.size() == 4);
  const auto surface = [&](std::size_t i) {
    return message.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
  };
  CHECK(surface(0) == "Él");
  CHECK(surface(1) == "can't");
  CHECK(surface(2) == "can't");
  CHECK(surface(3) == "😀");
}

TEST_CASE("clauses are counted at sentence ends") {
  const auto tokens = tokenise("Hi! Does it hurt?? How long...", language_of("en"));
  REQUIRE(tokens.size() == 6);
  CHECK(tokens[0].clause == 0);
  CHECK(tokens[1].clause == 1);
  CHECK(tokens[3].clause == 1);
  CHECK(tokens[4].clause == 2);
}

TEST_CASE("work is bounded: no more than kMaxTokens tokens, none longer than kMaxTokenBytes") {
  std::string many;
  for (std::size_t i = 0; i < kMaxTokens + 100; ++i) many += "a ";
  CHECK(tokenise(many, language_of("en")).size() == kMaxTokens);
  const auto tokens = tokenise(std::string(100000, 'x'), language_of("en"));
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].folded.size() <= kMaxTokenBytes);
  CHECK(tokens[0].end == 100000);
}

TEST_CASE("any bytes at all are read without complaint") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (const auto& token : tokenise(bytes, language_of("en"))) {
    CHECK_FALSE(token.folded.empty());
    CHECK(token.end <= bytes.size());
    CHECK(token.begin < token.end);
  }
}
