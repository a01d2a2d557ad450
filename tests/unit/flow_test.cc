// Guided consultations: answers by button and by typing, back, skip, stop, side questions, outcomes.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/engine.h"
#include "tests/unit/small_rulebook.h"

using namespace verbatim;

namespace {

constexpr std::string_view kFlow = R"json({"flow": {
  "id": "check", "title": "Is it right for me?", "topic": "candidacy", "skipped": "clinician",
  "steps": [
    {"id": "now", "label": "Right now", "ask": "Any danger right now?", "many": true, "skip": false, "choices": [
      {"id": "breath", "title": "Trouble breathing", "rule": "urgent.breathing"},
      {"id": "none", "title": "None of these", "says": ["(no|none|nothing)"], "alone": true}]},
    {"id": "age", "label": "Age", "ask": "How old are you?", "skip": false, "choices": [
      {"id": "under_18", "title": "Under 18", "number": {"to": 17}, "outcome": "not_suitable", "note": "You are under 18.", "next": "end"},
      {"id": "adult", "title": "18 or over", "number": {"from": 18}, "remember": {"adult": "yes"}}]},
    {"id": "pregnant", "label": "Pregnancy", "known": "pregnant", "ask": "Are you pregnant?", "choices": [
      {"id": "yes", "title": "Yes", "says": ["(yes|pregnant) & !no"], "remember": {"pregnant": "yes"}, "outcome": "wait", "note": "Wait until after the pregnancy."},
      {"id": "maybe", "title": "I might be", "says": ["(maybe|might|not sure)"], "outcome": "clinician"},
      {"id": "no", "title": "No", "says": ["no"]}]},
    {"id": "health", "label": "Health", "ask": "Do any of these apply?", "many": true, "choices": [
      {"id": "blood", "title": "Blood thinners", "says": ["blood thinner"], "outcome": "clinician", "note": "Do not stop the medicine."},
      {"id": "cold_sores", "title": "Cold sores", "says": ["cold sore"], "outcome": "wait"},
      {"id": "none", "title": "None of these", "says": ["(none|no)"], "alone": true}]}],
  "outcomes": [
    {"id": "not_suitable", "title": "Not suitable here", "answer": "Please do not book.", "follow_ups": ["handoff.person"]},
    {"id": "clinician", "title": "See a clinician first", "answer": "Talk to us first."},
    {"id": "wait", "title": "Wait", "answer": "Wait a little."},
    {"id": "suitable", "title": "Nothing rules it out", "answer": "You may book.", "follow_ups": ["sessions.count"]}],
  "reviewed": {"by": "Clinic lead", "on": "2026-11-01", "due": "2027-11-01"}, "sources": ["clinical-facts: C"]
}})json";

constexpr std::string_view kWords =
    R"json("flows": {"back": "Go back", "skip": "Skip", "stop": "Stop", "done": "That is all",
  "more": "Anything else?", "again": "Please choose one.", "resume": "Back to the check.", "stopped": "The check is closed.",
  "reasons": "Why", "answers": "Your answers", "skipped": "skipped"}, "notice")json";

std::vector<SourceFile> files() {
  auto all = small_rulebook_files();
  auto& clinic = all.front().text;
  clinic.replace(clinic.find("\"notice\""), 8, kWords);
  all.push_back({"flows/check.json", std::string(kFlow)});
  all.push_back({"more.json", R"json({"topic": "candidacy", "rules": [
    {"id": "candidacy.check", "title": "Check it", "patterns": ["check [if] *4 suitable"], "flow": "check", "answer": "A few questions."},
    {"id": "pregnancy", "topic": "contra_pregnancy", "title": "Can I have it in pregnancy?", "patterns": ["i am pregnant", "can i *6 pregnant"],
     "remember": {"pregnant": "yes"}, "answer": "Wait until after."},
    {"id": "talk.back", "topic": "small_talk", "title": "Go back", "patterns": ["< go back >"], "action": "back", "answer": "There is nothing before."},
    {"id": "talk.skip", "topic": "small_talk", "title": "Skip", "patterns": ["< skip [this] >"], "action": "skip", "answer": "There is nothing to skip."},
    {"id": "talk.stop", "topic": "small_talk", "title": "Stop", "patterns": ["< (stop|quit) >"], "action": "stop", "answer": "There is nothing to stop."}]})json"});
  return all;
}

class Chat {
 public:
  // The first answer, or the kind where there is none.
  std::string say(std::string_view text) { return keep(reply(*rulebook_, session_, {.text = text}, {})); }
  std::string press(std::string_view value) {
    return keep(reply(*rulebook_, session_, {.choice = value}, {}));
  }

  const Reply& last() const { return last_; }
  std::string text() const { return plain_text(last_.blocks); }
  bool offers(std::string_view value) const {
    return std::ranges::find(last_.choices, value, &Choice::value) != last_.choices.end();
  }
  Session& session() { return session_; }

 private:
  std::string keep(Reply reply) {
    last_ = std::move(reply);
    return last_.answers.empty() ? std::string(name_of(last_.kind)) : last_.answers.back().rule;
  }

  std::shared_ptr<const Rulebook> rulebook_ = Rulebook::parse(files()).rulebook;
  Session session_;
  Reply last_;
};

bool holds(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

}  // namespace

TEST_CASE("a flow is walked by typing, and ends with its outcome and a summary") {
  Chat chat;
  CHECK(chat.say("can you check if it is suitable") == "check/now");
  CHECK(chat.last().kind == ReplyKind::kFlow);
  CHECK(chat.last().answers.front().rule == "candidacy.check");
  CHECK(chat.say("none") == "check/age");
  CHECK(chat.last().flow->number == 2);
  CHECK(chat.last().flow->of == 4);
  CHECK(chat.say("34") == "check/pregnant");
  CHECK(chat.say("no, I'm not pregnant") == "check/health");
  CHECK(chat.say("cold sores and blood thinners") == "check/health");
  CHECK(holds(chat.text(), "Anything else?"));
  CHECK(chat.say("that is all") == "check/clinician");
  CHECK(holds(chat.text(), "See a clinician first"));
  CHECK(holds(chat.text(), "Do not stop the medicine."));
  CHECK(holds(chat.text(), "Health: Blood thinners; Cold sores"));
  CHECK(chat.session().facts.at("adult") == "yes");
}

TEST_CASE("a flow is walked by buttons, which also lead back to earlier questions") {
  Chat chat;
  CHECK(chat.press("candidacy.check") == "check/now");
  CHECK(chat.press("check/now/none") == "check/age");
  CHECK(chat.press("check/age/adult") == "check/pregnant");
  CHECK(chat.press("check/pregnant/no") == "check/health");
  CHECK(chat.press("check/health/@back") == "check/pregnant");
  CHECK(chat.press("check/age/under_18") == "check/not_suitable");
  CHECK(chat.offers("handoff.person"));
  CHECK(chat.say("go back") == "check/age");
  CHECK(chat.press("check/age/adult") == "check/pregnant");
  CHECK(chat.press("check/pregnant/@skip") == "check/health");
  CHECK(chat.press("check/health/none") == "check/clinician");
  CHECK(holds(chat.text(), "Pregnancy: skipped"));
}

TEST_CASE("a button of a question that was not reached asks the one that waits") {
  Chat chat;
  CHECK(chat.press("check/health/none") == "check/now");
  CHECK(chat.press("check/age/@back") == "check/now");
  CHECK(chat.press("check/now/@skip") == "check/now");
  CHECK(chat.press("check/now/@done") == "check/now");
}

TEST_CASE("a side question is answered, then the flow goes on") {
  Chat chat;
  chat.press("candidacy.check");
  chat.say("none");
  CHECK(chat.say("how many sessions do I need?") == "sessions.count");
  CHECK(chat.last().kind == ReplyKind::kAnswer);
  CHECK(holds(chat.text(), "Back to the check."));
  CHECK(holds(chat.text(), "How old are you?"));
  CHECK(chat.offers("check/age/adult"));
  CHECK(chat.say("what is the capital of France?") == "fallback");
  CHECK(chat.offers("check/age/adult"));
  CHECK(chat.say("purple") == "check/age");
  CHECK(holds(chat.text(), "Please choose one."));
  CHECK(chat.say("40 years old") == "check/pregnant");
}

TEST_CASE("a danger ends the flow, as does the choice that names one") {
  Chat chat;
  chat.press("candidacy.check");
  CHECK(chat.say("none but I can't breathe") == "urgent.breathing");
  CHECK(chat.last().kind == ReplyKind::kUrgent);
  CHECK(chat.session().flow == FlowState{});
  chat.press("candidacy.check");
  CHECK(chat.press("check/now/breath") == "urgent.breathing");
  CHECK(chat.last().kind == ReplyKind::kUrgent);
  CHECK(chat.session().flow == FlowState{});
}

TEST_CASE("skip and stop are understood in a flow, and say their own answer outside") {
  Chat chat;
  CHECK(chat.say("skip") == "talk.skip");
  CHECK(chat.say("stop") == "talk.stop");
  chat.press("candidacy.check");
  CHECK(chat.say("skip") == "check/now");  // this step must be answered
  CHECK(chat.offers("check/now/none"));
  CHECK(chat.say("stop") == "check");
  CHECK(holds(chat.text(), "The check is closed."));
  CHECK(chat.session().flow == FlowState{});
}

TEST_CASE("what is known already is not asked again, and shown in the summary") {
  Chat chat;
  CHECK(chat.say("I am pregnant") == "pregnancy");
  chat.press("candidacy.check");
  chat.say("none");
  CHECK(chat.say("30") == "check/health");
  CHECK(chat.say("none of these") == "check/wait");
  CHECK(holds(chat.text(), "Pregnancy: Yes"));
}

TEST_CASE("of several answers to one question the most cautious counts") {
  Chat chat;
  chat.press("candidacy.check");
  chat.say("none");
  chat.say("30");
  CHECK(chat.say("maybe pregnant, not sure") == "check/health");
  CHECK(chat.say("none") == "check/clinician");
}

TEST_CASE("a session whose flow no longer fits the rulebook begins it anew") {
  Chat chat;
  chat.session().flow = {.flow = "check", .step = "gone", .picked = {}, .given = {{"age", {"adult"}}}};
  CHECK(chat.say("none") == "check/age");
  chat.session().flow = {.flow = "gone", .step = "age", .picked = {}, .given = {}};
  CHECK(chat.say("how many sessions do I need?") == "sessions.count");
}

TEST_CASE("a session in a flow survives its JSON") {
  Chat chat;
  chat.press("candidacy.check");
  chat.say("none");
  CHECK(session_from_json(to_json(chat.session())) == chat.session());
}
