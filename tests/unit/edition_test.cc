// One clinic in two languages: which one answers, and that a danger is heard in both.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "engine/engine.h"
#include "tests/unit/small_rulebook.h"

using namespace verbatim;

namespace {

std::vector<SourceFile> files() {
  auto all = small_rulebook_files();
  all.push_back(
      {"es/clinic.json", R"json({"name": "Clínica Ribera", "locale": "es", "emergency_number": "112",
    "greeting": {"answer": "Hola."}, "fallback": {"answer": "No lo sé."}, "clarify": {"answer": "¿Quiso decir esto?"}})json"});
  all.push_back({"es/rules.json", R"json({"topic": "sessions_count", "rules": [
    {"id": "sessions.count", "title": "¿Cuántas sesiones necesito?", "patterns": ["cuantas sesiones", "cuántas sesiones"],
     "examples": ["número de sesiones"], "answer": "De tres a seis."},
    {"id": "urgent.breathing", "topic": "urgent", "tier": "urgent", "title": "Llame ahora al 112", "patterns": ["no puedo respirar"],
     "examples": ["me cuesta respirar"], "answer": "Llame al 112."}]})json"});
  return all;
}

class Chat {
 public:
  explicit Chat(std::string_view locale = "") : session_{.locale = std::string(locale)} {}

  std::string say(std::string_view text) { return text_of({.text = text}); }
  std::string press(std::string_view value) { return text_of({.choice = value}); }
  const std::string& locale() const { return session_.locale; }

 private:
  std::string text_of(const Utterance& said) {
    const auto answer = reply(*rulebook_, session_, said, {});
    const auto& blocks =
        answer.blocks.front().kind == Block::Kind::kCard ? answer.blocks.front().blocks : answer.blocks;
    return plain_text(blocks);
  }

  std::shared_ptr<const Rulebook> rulebook_ = Rulebook::parse(files()).rulebook;
  Session session_;
};

std::string mistakes(const std::vector<SourceFile>& all) {
  std::string out;
  for (const auto& one : Rulebook::parse(all).diagnostics)
    out += one.file + ":" + std::to_string(one.at.line) + " " + one.code + "\n";
  return out;
}

}  // namespace

TEST_CASE("a visitor is answered in the language that was chosen, or in which they write") {
  Chat chat;
  CHECK(chat.say("how many sessions do I need?") == "Most people have three to six treatments.");
  CHECK(chat.say("¿cuántas sesiones necesito?") == "De tres a seis.");
  CHECK(chat.locale() == "es");
  CHECK(chat.say("no") == "No lo sé.");
  CHECK(chat.press("sessions.count") == "De tres a seis.");
  CHECK(chat.say("can you tell me how many sessions I need?") == "Most people have three to six treatments.");
  CHECK(Chat("es-MX").say("botox") == "No lo sé.");
  CHECK(Chat("fr").say("botox") == "I do not know that.");
}

TEST_CASE("a danger is heard in every language of the site") {
  CHECK(Chat("en").say("no puedo respirar") == "Llame al 112.");
  CHECK(Chat("es").say("I can't breathe") == "Call 999 now.");
  CHECK(Chat("en").say("I had the treatment yesterday and ahora no puedo respirar") == "Llame al 112.");
  CHECK(Chat("es").say("Hola, how many sessions do I need, I can not breathe") == "Call 999 now.");
}

TEST_CASE("a file outside its folder can name its language, and languages are checked") {
  auto named = files();
  named.push_back({"more.json", R"json({"topic": "t", "locale": "es", "rules": [
    {"id": "pain", "title": "¿Duele?", "patterns": ["duele"], "answer": "Un poco."}]})json"});
  const auto rulebook = Rulebook::parse(named).rulebook;
  REQUIRE(rulebook);
  CHECK(rulebook->find("pain") == nullptr);
  CHECK(rulebook->edition("es")->find("pain") != nullptr);
  CHECK(knows_choice(*rulebook, "pain"));

  named.back().text.replace(named.back().text.find("\"es\""), 4, "\"fr\"");
  CHECK(mistakes(named) == "more.json:1 unknown-locale\n");
  auto twice = files();
  twice.push_back({"mx/clinic.json", twice[6].text});
  twice.push_back({"mx/rules.json", twice[7].text});
  CHECK(mistakes(twice) == "mx/clinic.json:1 duplicate-locale\n");
}
