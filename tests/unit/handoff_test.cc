// The way to a person: consent first, then what staff are told and when somebody answers.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "engine/dialogue/opening.h"
#include "engine/engine.h"
#include "tests/unit/small_rulebook.h"

using namespace verbatim;

namespace {

constexpr std::string_view kClinic = R"json(
  "opening_hours": [
    {"line": "Monday to Friday, 9 to 5", "days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"},
    {"line": "Saturday, 10 to 12", "days": ["sat"], "from": "10:00", "to": "12:00"}, "Ring twice."],
  "closed_on": ["2026-12-25"], "time_zone": "Europe/London",
  "handoff": {"to": ["front_desk"], "answer_minutes": 60, "yes": "Yes, tell them", "no": "No, thank you",
    "ask": "May we tell our team?", "told": "Our team knows. Type your number to be called.", "today": "Expect us by {{handoff.time}}.",
    "later": "Expect us on {{handoff.day}} by {{handoff.time}}.", "contact": "We have your number.",
    "declined": "Nobody was told.", "not_told": "Please call {{clinic.phone}}.",
    "weekdays": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]}, "notice")json";

std::shared_ptr<const Rulebook> rulebook() {
  auto files = small_rulebook_files();
  auto& clinic = files.front().text;
  clinic.replace(clinic.find("\"notice\""), 8, kClinic);
  auto& rules = files.back().text;
  rules.replace(rules.find("\"patterns\""), 10, R"("action": "handoff", "patterns")");
  auto result = Rulebook::parse(files);
  for (const auto& diagnostic : result.diagnostics) FAIL(to_human(diagnostic));
  return result.rulebook;
}

class Chat {
 public:
  Reply say(std::string_view text) { return reply(*rulebook_, session, {.text = text}, context); }
  Reply choose(std::string_view value) { return reply(*rulebook_, session, {.choice = value}, context); }
  const Clinic& clinic() const { return rulebook_->clinic(); }

  Session session;
  TurnContext context{.now = "2026-11-04T14:05", .can_hand_over = true};  // a Wednesday

 private:
  std::shared_ptr<const Rulebook> rulebook_ = rulebook();
};

std::string text_of(const Reply& reply) { return plain_text(reply.blocks); }

}  // namespace

TEST_CASE("who asks for a person is asked for consent, and only the button tells staff") {
  Chat chat;
  const auto asked = chat.say("can I speak with a human");
  CHECK(asked.rule() == "handoff.person");
  CHECK(asked.handoff == HandoffStep::kNone);
  CHECK(text_of(asked).ends_with("May we tell our team?"));
  REQUIRE(asked.choices.size() == 2);
  CHECK(asked.choices[0] == Choice{"handoff/yes", "Yes, tell them"});
  const auto told = chat.choose("handoff/yes");
  CHECK(told.handoff == HandoffStep::kTell);
  CHECK(text_of(told) == "Our team knows. Type your number to be called.\n\nExpect us by 15:05.");
}

TEST_CASE("consent is understood typed and by number, and so is the refusal") {
  for (const std::string_view yes : {"1", "yes, tell them", "YES TELL THEM!"}) {
    Chat chat;
    (void)chat.say("talk to a person");
    CAPTURE(yes);
    CHECK(chat.say(yes).handoff == HandoffStep::kTell);
  }
  for (const std::string_view no : {"2", "No, thank you", "how many sessions?", "I can't breathe"}) {
    Chat chat;
    (void)chat.say("talk to a person");
    CAPTURE(no);
    CHECK(chat.say(no).handoff == HandoffStep::kNone);
    CHECK(chat.choose("handoff/yes").handoff == HandoffStep::kNone);
  }
}

TEST_CASE("a button of long ago, or that was never shown, asks for consent again") {
  Chat chat;
  const auto again = chat.choose("handoff/yes");
  CHECK(again.handoff == HandoffStep::kNone);
  CHECK(text_of(again) == "May we tell our team?");
  CHECK(chat.choose("handoff/yes").handoff == HandoffStep::kTell);
}

TEST_CASE("right after it a number or address is passed on, and nothing else is") {
  for (const std::string_view contact : {"555 010 0123", "ann@example.com", "call me on +1 (555) 010-0123"}) {
    Chat chat;
    (void)chat.say("talk to a person");
    (void)chat.choose("handoff/yes");
    const auto noted = chat.say(contact);
    CAPTURE(contact);
    CHECK(noted.handoff == HandoffStep::kContact);
    CHECK(noted.contact == contact);
    CHECK(text_of(noted) == "We have your number.");
    CHECK(chat.say(contact).handoff == HandoffStep::kNone);
  }
  for (const std::string_view other : {"how many sessions", "is 5550100123 your number?", "555"}) {
    Chat chat;
    (void)chat.say("talk to a person");
    (void)chat.choose("handoff/yes");
    CAPTURE(other);
    CHECK(chat.say(other).handoff == HandoffStep::kNone);
  }
}

TEST_CASE("a danger sign comes before the way to a person") {
  Chat chat;
  CHECK(chat.say("I can't breathe, let me talk to a person").kind == ReplyKind::kUrgent);
  (void)chat.say("talk to a person");
  (void)chat.choose("handoff/yes");
  CHECK(chat.say("I can't breathe, 555 010 0123").kind == ReplyKind::kUrgent);
}

TEST_CASE("where staff cannot be told nobody is asked: the rule's own answer is given") {
  Chat chat;
  chat.context.can_hand_over = false;
  const auto answer = chat.say("talk to a person");
  CHECK(answer.choices.empty());
  CHECK(text_of(answer) == "Please call us.\n\nCall +1 555 0100 (tel:+15550100)");
  CHECK(chat.choose("handoff/yes").handoff == HandoffStep::kNone);
}

TEST_CASE("the answer is promised by opening time") {
  struct Row {
    const char* now;
    const char* says;
  };
  const Chat chat;
  for (const auto& [now, says] : {Row{"2026-11-04T08:00", "today 10:00"},  // before opening
                                  Row{"2026-11-04T16:00", "today 17:00"},  // the last hour
                                  Row{"2026-11-04T16:30", "3 09:30"},      // half of it tomorrow, Thursday
                                  Row{"2026-11-06T16:59", "5 10:59"},      // Saturday
                                  Row{"2026-11-07T11:30", "0 09:30"},      // over the Sunday
                                  Row{"2026-12-24T18:00", "5 11:00"},      // over a holiday
                                  Row{"2026-11-08T00:00", "0 10:00"}, Row{"soon", ""}, Row{"", ""},
                                  Row{"2026-02-30T10:00", ""}, Row{"2026-11-04T25:00", ""}}) {
    CAPTURE(now);
    const auto when = dialogue::answer_time(chat.clinic(), 60, now);
    const auto got = !when ? "" : (when->today ? "today" : std::to_string(when->weekday)) + ' ' + when->time;
    CHECK(got == says);
  }
  Clinic none = chat.clinic();
  none.open_times.clear();
  CHECK(!dialogue::answer_time(none, 60, "2026-11-04T08:00"));
}

TEST_CASE("tomorrow's answer names the day in the clinic's words; without a clock nothing is promised") {
  Chat chat;
  chat.context.now = "2026-11-06T20:00";
  (void)chat.say("talk to a person");
  CHECK(text_of(chat.choose("handoff/yes")).ends_with("Expect us on Saturday by 11:00."));
  chat.context.now = {};
  (void)chat.say("talk to a person");
  CHECK(text_of(chat.choose("handoff/yes")) == "Our team knows. Type your number to be called.");
}

TEST_CASE("lines for people stay lines, with or without times") {
  const Chat chat;
  CHECK(chat.clinic().opening_hours ==
        std::vector<std::string>{"Monday to Friday, 9 to 5", "Saturday, 10 to 12", "Ring twice."});
}
