// Several questions in one message, and messages that lean on the last answer.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "engine/engine.h"
#include "tests/unit/small_rulebook.h"

using namespace verbatim;

namespace {

std::vector<SourceFile> files() {
  auto all = small_rulebook_files();
  all.push_back({"more.json", R"json({"topic": "more", "rules": [
    {"id": "pain.overview", "title": "Does it hurt?", "patterns": ["does it hurt", "is it painful", "hurts after {when:duration}"],
     "examples": ["is it sore"], "answer": "Most people feel a scratch."},
    {"id": "sessions.scars", "topic": "sessions_count", "title": "How many treatments do scars need?", "patterns": ["how many @treatment * scars"],
     "examples": ["how many sessions for scars", "number of treatments for acne scars"], "answer": "Scars need more."},
    {"id": "talk.thanks", "topic": "small_talk", "title": "Thanks", "patterns": ["thanks"], "examples": ["thank you"],
     "answer": "You are welcome."},
    {"id": "talk.back", "topic": "small_talk", "title": "Go back", "patterns": ["< go back >"], "action": "back", "answer": "There is nothing before."},
    {"id": "talk.again", "topic": "small_talk", "title": "Start again", "patterns": ["start again"], "action": "restart", "answer": "Hello."},
    {"id": "talk.yes", "topic": "small_talk", "title": "Yes", "patterns": ["< yes [please] >"], "action": "accept", "answer": "Yes to what?"}]})json"});
  return all;
}

class Chat {
 public:
  std::string say(std::string_view text) {
    const auto answer = reply(*rulebook_, session_, {.text = text}, {});
    std::string out;
    for (const auto& answered : answer.answers) out += (out.empty() ? "" : " ") + answered.rule;
    return out.empty() ? std::string(name_of(answer.kind)) : out;
  }

  const Session& session() const { return session_; }

 private:
  std::shared_ptr<const Rulebook> rulebook_ = Rulebook::parse(files()).rulebook;
  Session session_;
};

}  // namespace

TEST_CASE("several questions get several answers, in their order, each once") {
  struct Row {
    std::string_view text;
    std::string_view rules;
  };
  const Row rows[] = {
      {"How many sessions do I need? Does it hurt?", "sessions.count pain.overview"},
      {"does it hurt and how many sessions do I need", "pain.overview sessions.count"},
      {"How many sessions do I need? I mean, how many treatments do I need?", "sessions.count"},
      {"Thanks! Does it hurt?", "pain.overview"},
      {"thanks", "talk.thanks"},
  };
  for (const auto& [text, rules] : rows) {
    CAPTURE(text);
    CHECK(Chat().say(text) == rules);
  }
}

TEST_CASE("a message that leans on the last answer is read together with it") {
  Chat chat;
  CHECK(chat.say("how many sessions do I need?") == "sessions.count");
  CHECK(chat.say("and for scars?") == "sessions.scars");
}

TEST_CASE("a question that stands alone is not bent towards the last answer") {
  Chat chat;
  CHECK(chat.say("how many sessions do I need?") == "sessions.count");
  CHECK(chat.say("does it hurt?") == "pain.overview");
  CHECK(chat.say("what is the capital of France?") == "fallback");
}

TEST_CASE("yes, go back and start again do what they say") {
  Chat chat;
  CHECK(chat.say("go back") == "talk.back");
  CHECK(chat.say("yes") == "talk.yes");
  CHECK(chat.say("does it hurt?") == "pain.overview");
  CHECK(chat.say("how many sessions do I need?") == "sessions.count");
  CHECK(chat.say("go back") == "pain.overview");
  CHECK(chat.say("how many sessions do I need?") == "sessions.count");
  CHECK(chat.say("yes please") == "sessions.spacing");
  CHECK(chat.say("start again") == "talk.again");
  CHECK(chat.say("go back") == "talk.back");
}

TEST_CASE("what a pattern captures is kept in the session") {
  Chat chat;
  CHECK(chat.say("it still hurts after two days") == "pain.overview");
  CHECK(chat.session().facts.at("when") == "2");  // durations are kept in days
}

TEST_CASE("a danger between two questions comes first and alone") {
  CHECK(Chat().say("How many sessions? I can't breathe. Does it hurt?") == "urgent.breathing");
}
