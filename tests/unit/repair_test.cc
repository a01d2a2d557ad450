// Reading what people mistype.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "engine/engine.h"
#include "engine/match/matcher.h"
#include "engine/match/speller.h"
#include "tests/unit/small_rulebook.h"

using namespace verbatim;

namespace {

std::string read_as(std::string_view message) {
  static const auto rulebook = [] {
    auto files = small_rulebook_files();
    files.push_back({"more.json", R"json({"topic": "t", "rules": [
      {"id": "t.one", "title": "Sunscreen and make up", "patterns": ["derma roller"], "answer": "a",
       "examples": ["which sunscreen after microneedling", "may I wear make up", "infection", "is my skin red"]}]})json"});
    return Rulebook::parse(files).rulebook;
  }();
  std::string out;
  for (const auto& token : rulebook->matcher().read(message).tokens)
    out += (out.empty() ? "" : " ") + token.folded;
  return out;
}

}  // namespace

TEST_CASE("a mistyped word is read as the rulebook's word") {
  struct Row {
    std::string_view typed;
    std::string_view read;
  };
  const Row rows[] = {
      {"mirconeedling", "microneedling"},
      {"microneeding", "microneedling"},
      {"sesions", "sessions"},
      {"infecton", "infection"},
      {"sun screen", "sunscreen"},
      {"dermaroller", "derma roller"},
      {"make up", "make up"},
      {"brethe", "breathe"},
  };
  for (const auto& [typed, read] : rows) {
    CAPTURE(typed);
    CHECK(read_as(typed) == read);
  }
}

TEST_CASE("a correct word is never turned into a rule's word") {
  for (const std::string_view word :
       {"infraction", "session", "sedation", "breath", "seasons", "red", "rod", "bed"}) {
    CAPTURE(word);
    CHECK(read_as(word) == word);
  }
}

TEST_CASE("what is near nothing stays as it is") {
  for (const std::string_view word : {"xyzzyx", "qwrtpsdfg", "ab", "12345", "中文"}) {
    CAPTURE(word);
    CHECK_FALSE(read_as(word).empty());
    CHECK(read_as(word).find("session") == std::string::npos);
  }
  CHECK(Speller().meant("anything").empty());
}

TEST_CASE("among equally near words the likelier slip wins, then use") {
  const Speller speller({{"form", 1}, {"from", 1}, {"firm", 9}});
  CHECK(speller.meant("fomr").front() == "form");  // swapped letters
  CHECK(speller.meant("frim").front() == "firm");
  const Speller used({{"card", 1}, {"care", 30}});
  CHECK(used.meant("carx").front() == "care");
}

TEST_CASE("a danger that is mistyped is still a danger") {
  const auto rulebook = small_rulebook();
  for (const std::string_view text :
       {"i cant breahte", "its hard to brethe", "I can't breathee", "i cnat breathe", "want to kil myself"}) {
    CAPTURE(text);
    Session session;
    const auto kind = reply(*rulebook, session, {.text = text}, {}).kind;
    const bool danger = kind == ReplyKind::kUrgent || kind == ReplyKind::kCrisis;
    CHECK(danger);
  }
}

TEST_CASE("repairs show in the explanation") {
  const auto rulebook = small_rulebook();
  Session session;
  Explanation explanation;
  (void)reply(*rulebook, session, {.text = "how many sesions"}, {&explanation});
  REQUIRE(explanation.words.size() == 3);
  CHECK(explanation.words[2].surface == "sesions");
  CHECK(explanation.words[2].typed == "sesions");
  CHECK(explanation.words[2].folded == "sessions");
}
