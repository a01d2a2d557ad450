// What is known of the visitor: rules, answers and follow-ups that depend on it.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "engine/engine.h"
#include "tests/unit/small_rulebook.h"

using namespace verbatim;

namespace {

std::vector<SourceFile> files() {
  auto all = small_rulebook_files();
  all.push_back({"more.json", R"json({"topic": "scars", "rules": [
    {"id": "scars", "title": "Does it help scars?", "patterns": ["help * scars"], "remember": {"concern": "scars"}, "answer": "It can."},
    {"id": "price", "title": "What does it cost?", "patterns": ["how much [is it]"], "answer": "From 100.",
     "variants": [{"when": {"concern": ["scars", "burns"]}, "answer": "Scars cost from 150."}]},
    {"id": "makeup", "title": "When can I wear make-up?", "patterns": ["makeup", "makeup {day:duration} after", "treated {day:date} * makeup"],
     "answer": "After a day.",
     "variants": [{"when": {"day": {"from": 2}}, "answer": "You may now."}, {"when": {"day": {"to": 0.5}}, "answer": "Not yet."}]},
    {"id": "peel", "title": "And a peel for scars?", "patterns": ["peel"], "when": {"concern": "scars"}, "answer": "Perhaps."},
    {"id": "why", "title": "Why?", "patterns": ["< why >"], "after": ["makeup"], "answer": "Pores are open."}]})json"});
  return all;
}

class Chat {
 public:
  std::string say(std::string_view text) {
    return plain_text(reply(*rulebook_, session_, {.text = text}, {}).blocks);
  }

 private:
  std::shared_ptr<const Rulebook> rulebook_ = Rulebook::parse(files()).rulebook;
  Session session_;
};

constexpr std::string_view kFallback = "I do not know that.";

}  // namespace

TEST_CASE("an answer has variants for visitors of whom more is known") {
  Chat chat;
  CHECK(chat.say("how much is it?") == "From 100.");
  CHECK(chat.say("does it help my scars?") == "It can.");
  CHECK(chat.say("how much is it?") == "Scars cost from 150.");
}

TEST_CASE("durations and days of any wording are compared as days") {
  CHECK(Chat().say("makeup") == "After a day.");
  CHECK(Chat().say("makeup 3 days after") == "You may now.");
  CHECK(Chat().say("makeup a week after") == "You may now.");
  CHECK(Chat().say("makeup 36 hours after") == "After a day.");
  CHECK(Chat().say("makeup ten minutes after") == "Not yet.");
  CHECK(Chat().say("treated today, makeup?") == "Not yet.");
  CHECK(Chat().say("treated yesterday, makeup?") == "After a day.");
}

TEST_CASE("a rule with when stays silent until its conditions hold") {
  Chat chat;
  CHECK(chat.say("a peel?") == kFallback);
  chat.say("does it help my scars?");
  CHECK(chat.say("a peel?") == "Perhaps.");
}

TEST_CASE("a rule with after answers only right after those") {
  Chat chat;
  CHECK(chat.say("why") == kFallback);
  chat.say("makeup");
  CHECK(chat.say("why") == "Pores are open.");
  CHECK(chat.say("why") == kFallback);
}
