// One turn through the public entry of the engine.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <thread>

#include "engine/engine.h"
#include "tests/unit/small_rulebook.h"

using namespace verbatim;

namespace {

// A conversation with the small rulebook.
class Chat {
 public:
  Reply say(std::string_view text) { return reply(*rulebook_, session, {.text = text}, {}); }
  Reply choose(std::string_view value) { return reply(*rulebook_, session, {.choice = value}, {}); }
  Explanation explain(std::string_view text) {
    Explanation explanation;
    (void)reply(*rulebook_, session, {.text = text}, {&explanation});
    return explanation;
  }

  Session session;

 private:
  std::shared_ptr<const Rulebook> rulebook_ = small_rulebook();
};

}  // namespace

TEST_CASE("a question gets the clinic's own answer, with its follow-ups as choices") {
  Chat chat;
  const auto answer = chat.say("Hello, how many sessions would I need?");
  CHECK(answer.kind == ReplyKind::kAnswer);
  CHECK(answer.rule() == "sessions.count");
  CHECK(answer.topic() == "sessions_count");
  CHECK(plain_text(answer.blocks) == "Most people have three to six treatments.");
  REQUIRE(answer.choices.size() == 1);
  CHECK(answer.choices[0] == Choice{"sessions.spacing", "How far apart are the treatments?"});
}

TEST_CASE("a button is answered by its id, by its number, and by its words") {
  Chat chat;
  (void)chat.say("how many sessions");
  CHECK(chat.choose("sessions.spacing").rule() == "sessions.spacing");
  (void)chat.say("how many sessions");
  CHECK(chat.say("1").rule() == "sessions.spacing");
  (void)chat.say("how many sessions");
  CHECK(chat.say("the first one please").rule() == "sessions.spacing");
  CHECK(chat.say("How far apart are the treatments?").rule() == "sessions.spacing");
}

TEST_CASE("a number that names no button is an ordinary message") {
  Chat chat;
  (void)chat.say("how many sessions");
  CHECK(chat.say("7").kind == ReplyKind::kFallback);
}

TEST_CASE("what no rule knows gets the fallback with a way to a person") {
  Chat chat;
  for (const std::string_view text :
       {"what is the capital of France", "how many botox sessions", "", "????", "😀😀😀"}) {
    CAPTURE(text);
    const auto answer = chat.say(text);
    CHECK(answer.kind == ReplyKind::kFallback);
    CHECK(answer.answers.empty());
    REQUIRE(answer.choices.size() == 1);
    CHECK(answer.choices[0].value == "handoff.person");
  }
  CHECK(chat.session.misses == 5);
}

TEST_CASE("a message that does not name the field must fit its rule, one that names it need not") {
  auto files = small_rulebook_files();
  files.push_back({"concepts-field.json", R"json({"concepts": {"field": ["@treatment"]}})json"});
  const auto rulebook = Rulebook::parse(files).rulebook;
  REQUIRE(rulebook);
  const auto best = [&](std::string_view text) {
    Session session;
    Explanation explanation;
    (void)reply(*rulebook, session, {.text = text}, {&explanation});
    REQUIRE_FALSE(explanation.candidates.empty());
    return explanation.candidates.front();
  };
  CHECK(best("how often").stray == 0);
  CHECK(best("how often should a gardener water roses").stray > 0.5);
  CHECK(best("how often should a gardener have a session").stray == 0);
  CHECK(best("how often should a gardener water roses").confidence < 0.5);
}

TEST_CASE("a danger comes before everything, whatever else the message asks") {
  Chat chat;
  for (const std::string_view text :
       {"I can't breathe", "how many sessions? it is hard to breathe", "cant really breathe, 1"}) {
    CAPTURE(text);
    (void)chat.say("how many sessions");
    const auto answer = chat.say(text);
    CHECK(answer.kind == ReplyKind::kUrgent);
    REQUIRE_FALSE(answer.blocks.empty());
    CHECK(answer.blocks[0].kind == Block::Kind::kCard);
    CHECK(answer.blocks[0].tone == Tone::kUrgent);
    CHECK(answer.blocks[0].title == "Call 999 now");
  }
  CHECK(chat.say("i want to die").kind == ReplyKind::kCrisis);
  CHECK(chat.say("i want to die my hair").kind == ReplyKind::kFallback);
}

TEST_CASE("two dangers give two cards, the body's first") {
  Chat chat;
  const auto answer = chat.say("I want to die and I can't breathe");
  CHECK(answer.kind == ReplyKind::kUrgent);
  REQUIRE(answer.answers.size() == 2);
  CHECK(answer.answers[0].rule == "urgent.breathing");
  CHECK(answer.answers[1].rule == "crisis.suicide");
}

TEST_CASE("what the visitor writes never comes back as markup") {
  Chat chat;
  const auto answer = chat.say("how many sessions **bold** [x](javascript:alert(1)) <script>");
  for (const auto& block : answer.blocks) {
    for (const auto& line : block.lines) {
      for (const auto& span : line) CHECK(span.href.empty());
    }
  }
  CHECK(plain_text(answer.blocks).find("script") == std::string::npos);
}

TEST_CASE("an unknown button is a fallback, not an error") {
  CHECK(Chat().choose("no.such").kind == ReplyKind::kFallback);
}

TEST_CASE("equal arguments give equal replies, also on several threads at once") {
  const auto rulebook = small_rulebook();
  const auto ask = [&] {
    std::string out;
    for (int i = 0; i < 200; ++i) {
      Session session;
      const auto answer =
          reply(*rulebook, session, {.text = "How often are the treatements, and how many sessions?"}, {});
      out += plain_text(answer.blocks) + to_json(session) + std::to_string(answer.confidence);
    }
    return out;
  };
  const auto expected = ask();
  std::string first, second;
  std::thread one([&] { first = ask(); });
  std::thread two([&] { second = ask(); });
  one.join();
  two.join();
  CHECK(first == expected);
  CHECK(second == expected);
}

TEST_CASE(
    "an explanation names the rule, the pattern, the words with their bytes, the score, and why others "
    "lost") {
  Chat chat;
  const auto explanation = chat.explain("So, how many sessions?");
  REQUIRE(explanation.candidates.size() >= 1);
  const auto& best = explanation.candidates[0];
  CHECK(best.answered);
  CHECK(best.rule == "sessions.count");
  CHECK(best.pattern == "how many @treatment");
  CHECK(best.file == "sessions.json");
  CHECK(best.words == std::vector<std::size_t>{1, 2, 3});
  CHECK(explanation.words[3].surface == "sessions");
  CHECK(explanation.words[3].begin == 13);
  CHECK(explanation.words[3].end == 21);
  CHECK(best.confidence > 0.5);
  CHECK_FALSE(best.example.empty());
  for (std::size_t i = 1; i < explanation.candidates.size(); ++i)
    CHECK_FALSE(explanation.candidates[i].why_not.empty());
  CHECK(to_text(explanation).find("sessions.count") != std::string::npos);
  CHECK(to_json(explanation).find("\"why_not\"") != std::string::npos);
}

TEST_CASE("a rule that leads on to itself still answers") {
  auto files = small_rulebook_files();
  files.push_back({"more.json", R"json({"topic": "parking", "rules": [
    {"id": "parking", "title": "Is parking free?", "patterns": ["parking"], "answer": "Yes.", "follow_ups": ["parking"]}]})json"});
  const auto rulebook = Rulebook::parse(files).rulebook;
  REQUIRE(rulebook);
  Session session;
  CHECK(reply(*rulebook, session, {.text = "is parking free"}, {}).rule() == "parking");
  CHECK(reply(*rulebook, session, {.text = "and parking?"}, {}).blocks.empty() == false);
}

TEST_CASE("an answer whose review is overdue is withheld where the clinic wants it so") {
  auto files = small_rulebook_files();
  const auto answer_on = [&](std::string_view day) {
    const auto rulebook = Rulebook::parse(files).rulebook;
    REQUIRE(rulebook);
    Session session;
    return plain_text(
        reply(*rulebook, session, {.text = "how many sessions do I need"}, {.today = day}).blocks);
  };
  constexpr std::string_view kAnswer = "Most people have three to six treatments.";
  CHECK(answer_on("2030-01-01") == kAnswer);
  auto& clinic = files.front().text;
  clinic.replace(
      clinic.find("\"notice\""), 8,
      R"("expired": {"answer": "Please ask the clinic.", "choices": ["handoff.person"]}, "notice")");
  CHECK(answer_on("2030-01-01") == "Please ask the clinic.");
  CHECK(answer_on("2027-11-01") == kAnswer);
  CHECK(answer_on("") == kAnswer);
}
