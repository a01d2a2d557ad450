// Counting as the platforms count, and cutting where a reader would.
#include "adapters/messaging/text_units.h"

#include <doctest/doctest.h>

#include <random>

namespace verbatim::messaging {
namespace {

std::string without_spaces(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += piece;
  return text;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// Words of one to three scripts, with line and paragraph ends.
std::string random_text(std::mt19937& random, std::size_t words) {
  const std::vector<std::string> some{
      "needle",        "skin,",          "weeks.",      "¿qué?", "mañana", "予約したい",
      "👩‍⚕️", "e\u0301t\u00e9", "+1 555 0100", "\n\n",  "\n",     "🏥"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) text += some[random() % some.size()] + " ";
  return text;
}

}  // namespace

TEST_CASE("length is counted in the platform's unit") {
  CHECK(length("abc", Unit::kUtf16) == 3);
  CHECK(length("é🏥", Unit::kUtf16) == 3);
  CHECK(length("é🏥", Unit::kBytes) == 6);
  CHECK(length("\xff", Unit::kUtf16) == 1);
}

TEST_CASE("an SMS costs what the carrier charges") {
  CHECK(sms_cost(std::string(160, 'a')).segments == 1);
  CHECK(sms_cost(std::string(161, 'a')).segments == 2);
  CHECK(sms_cost(repeated("€", 80)).segments == 1);
  CHECK(sms_cost(repeated("€", 81)).segments == 2);
  CHECK(sms_cost(repeated("ж", 70)).segments == 1);
  CHECK(sms_cost(repeated("ж", 71)).segments == 2);
  CHECK_FALSE(sms_cost("“quoted”").gsm7);
  CHECK(sms_cost(for_sms("“quoted” – it’s")).gsm7);
  CHECK(for_sms("“日本”") == "“日本”");
}

TEST_CASE("text is cut at the end of a paragraph, a line, a sentence, a word, in this order") {
  const auto words = repeated("word ", 10);  // 50 units
  CHECK(split(words + "\n\n" + words, 64, Unit::kUtf16).size() == 2);
  CHECK(split(words + "one. " + words, 64, Unit::kUtf16)[0] == words + "one.");
  const auto url = "https://clinic.example/" + repeated("path", 8);
  CHECK(split(words + url, 64, Unit::kUtf16)[1] == url);
  CHECK(split(repeated("x", 100), 64, Unit::kUtf16)[0].size() == 64);
  CHECK(split("", 64, Unit::kUtf16).empty());
  CHECK(split("  \n ", 64, Unit::kUtf16).empty());
}

TEST_CASE("a telephone number stays whole") {
  const auto text = repeated("word ", 11) + "call 555 0100 now";
  for (const auto& piece : split(text, 64, Unit::kUtf16)) CHECK(piece.find("555") == piece.find("555 0100"));
}

TEST_CASE("pieces are within the limit, in whole characters, and nothing is lost") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const auto text = random_text(random, 400);
    for (const auto unit : {Unit::kUtf16, Unit::kBytes}) {
      const auto limit = 64 + random() % 200;
      const auto pieces = split(text, limit, unit);
      for (const auto& piece : pieces) {
        CHECK(length(piece, unit) <= limit);
        CHECK_FALSE(piece.empty());
        CHECK_FALSE(piece.starts_with("\u200d"));
        CHECK_FALSE(piece.starts_with("\u0301"));
      }
      CHECK(without_spaces(joined(pieces)) == without_spaces(text));
    }
  }
}

TEST_CASE("one character that is longer than the limit is cut all the same") {
  const auto family = repeated("👩\u200d", 200);
  for (const auto& piece : split(family, 64, Unit::kUtf16)) CHECK(length(piece, Unit::kUtf16) <= 64);
}

TEST_CASE("a label is shortened at a word, and says so") {
  CHECK(shorten("How many treatments will I need?", 20, Unit::kUtf16) == "How many treatments…");
  CHECK(shorten("How many treatments will I need?", 19, Unit::kUtf16) == "How many…");
  CHECK(shorten("Short", 20, Unit::kUtf16) == "Short");
  CHECK(shorten(std::string(30, 'x'), 20, Unit::kUtf16) == std::string(19, 'x') + "…");
}

}  // namespace verbatim::messaging
