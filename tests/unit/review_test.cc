// Review: what a sound rulebook is still told.  Each row plants one fault in a rulebook without findings.
#include "engine/review/review.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "engine/review/codes.h"
#include "engine/review/reading_age.h"
#include "engine/review/statements.h"
#include "engine/text/language.h"

using namespace verbatim;

namespace {

constexpr std::string_view kStamp =
    R"("reviewed": {"by": "Clinic lead", "on": "2026-11-01", "due": "2027-11-01"}, "sources": ["book"])";

std::string rule(std::string_view fields) {
  return "{" + std::string(fields) + ", " + std::string(kStamp) + "}";
}

std::vector<SourceFile> sound() {
  return {
      {"clinic.json", R"json({"name": "Clinic", "emergency_number": "999", "greeting": {"answer": "Hello."},
        "fallback": {"answer": "I do not know."}, "clarify": {"answer": "Did you mean this?"},
        "flows": {"back": "a", "skip": "b", "stop": "c", "done": "d", "more": "e", "again": "f", "resume": "g",
                  "stopped": "h", "reasons": "i", "answers": "j", "skipped": "k"}})json"},
      {"facts.json", R"({"facts": {"makeup.wait": "24 hours"}})"},
      {"concepts.json", R"({"concepts": {"makeup": ["make up", "foundation"]}})"},
      {"safety.json",
       "{\"topic\": \"urgent\", \"rules\": [" +
           rule(R"("id": "u", "title": "Call 999", "tier": "urgent", "patterns": ["can not breathe"],
                                  "examples": ["I can't breathe"], "answer": "Call 999.")") +
           "," + rule(R"("id": "c", "title": "Talk to us", "tier": "crisis", "patterns": ["want to die"],
                                  "examples": ["I want to die"], "answer": "Call 116 123.")") +
           "]}"},
      {"makeup.json",
       "{\"topic\": \"makeup\", \"rules\": [\n" +
           rule(R"("id": "makeup.when", "title": "When can I wear make-up?", "patterns": ["when * @makeup"],
                                  "examples": ["when may I use foundation"], "answer": "Wait for {{makeup.wait}}.")") +
           "]}"},
  };
}

std::string codes_of(const std::vector<SourceFile>& files, std::string today = {}) {
  const auto parsed = Rulebook::parse(files);
  std::string out;
  for (const auto& one : parsed.diagnostics) out += to_human(one) + "\n";
  if (!parsed.rulebook) return out;
  for (const auto& one : review::review(*parsed.rulebook, {.today = std::move(today)}))
    out += std::string(out.empty() ? "" : " ") + one.code;
  return out;
}

std::string with_rule(std::string_view fields) {
  auto files = sound();
  files.push_back({"more.json", "{\"topic\": \"more\", \"rules\": [" + rule(fields) + "]}"});
  return codes_of(files);
}

std::string with_flow(std::string_view steps) {
  auto files = sound();
  files.push_back({"flow.json", R"({"flow": {"id": "f", "title": "F", "topic": "t", "steps": )" +
                                    std::string(steps) +
                                    R"(, "outcomes": [{"id": "bad", "title": "B", "answer": "b"},
                                     {"id": "good", "title": "G", "answer": "g"}]}})"});
  files.push_back({"door.json", "{\"topic\": \"t\", \"rules\": [" +
                                    rule(R"("id": "door", "title": "Check me", "patterns": ["check me"],
                                            "examples": ["check me please"], "flow": "f", "answer": "Well.")") +
                                    "]}"});
  return codes_of(files);
}

}  // namespace

TEST_CASE("a sound rulebook has no findings") {
  CHECK(codes_of(sound()) == "");
  CHECK(codes_of(sound(), "2027-11-01") == "");
  CHECK(
      with_flow(
          R"([{"id": "a", "label": "A", "ask": "?", "choices": [{"id": "x", "title": "X", "outcome": "bad"}]}])") ==
      "");
}

TEST_CASE("one fault gives its finding and no other") {
  struct Row {
    std::string_view fields;
    std::string_view code;
  };
  const Row rows[] = {
      {R"("id": "r", "title": "Is parking free?", "patterns": ["parking"], "answer": "Yes.")", "no-examples"},
      {R"("id": "r", "title": "Is parking free?", "examples": ["is parking free", "Is parking free?"], "answer": "Yes.")",
       "same-example"},
      {R"("id": "r", "title": "Any parking?", "examples": ["when may I use foundation"], "answer": "Yes.")",
       "lost-example lost-example same-example"},
      {R"("id": "r", "title": "Is parking free?", "examples": ["I can't breathe in the car park"], "answer": "Yes.")",
       "lost-example"},
      {R"("id": "r", "title": "Is parking free?", "patterns": ["parking"], "examples": ["is parking free"],
          "not_examples": ["parking a boat"], "answer": "Yes.")",
       "won-not-example"},
      {R"("id": "r", "title": "Is parking free?", "examples": ["is parking free"], "answer": "Yes.", "follow_ups": ["r"])",
       "self-follow-up"},
      {R"("id": "r", "title": "Is parking free?", "examples": ["is parking free"], "answer": "Yes.", "follow_ups": ["u", "u"])",
       "repeated-follow-up"},
      {R"("id": "r", "title": "Is parking free?", "examples": ["is parking free"], "answer": "IT IS FREE TODAY.")",
       "shouting"},
      {R"("id": "r", "title": "Foundation on the day?", "examples": ["foundation on the day"], "answer": "Makeup waits 24 hours.")",
       "literal-fact"},
  };
  for (const auto& [fields, code] : rows) {
    CAPTURE(fields);
    CHECK(with_rule(fields) == code);
  }
}

TEST_CASE("answers that give different numbers for the same thing contradict each other") {
  const auto two = [](std::string_view first, std::string_view second) {
    auto files = sound();
    files.push_back(
        {"more.json",
         "{\"topic\": \"more\", \"rules\": [" +
             rule(R"("id": "a", "title": "How long is a visit?", "examples": ["how long is a visit"],
                                              "answer": ")" +
                  std::string(first) + '"') +
             "," +
             rule(R"("id": "b", "title": "Where do we meet?", "examples": ["where do we meet"],
                                              "answer": ")" +
                  std::string(second) + '"') +
             "]}"});
    return codes_of(files);
  };
  CHECK(two("A visit takes 30 minutes.", "Come early: a visit takes 45 minutes.") == "");
  CHECK(two("A visit takes 30 minutes.", "A visit takes 45 minutes.") == "contradiction");
  CHECK(two("A visit takes 30 minutes.", "A visit takes half an hour.") == "");
  CHECK(two("A visit takes one to two hours.", "One visit takes 1 to 3 hours.") == "contradiction");
  CHECK(two("A visit costs $100.", "A visit costs $120.") == "contradiction");
  CHECK(two("A visit costs $100.", "A visit takes 100 minutes.") == "");
  CHECK(two("You need three visits.", "You need four visits.") == "contradiction");
}

TEST_CASE("flows are walked") {
  CHECK(
      with_flow(
          R"([{"id": "a", "label": "A", "ask": "?", "choices": [{"id": "x", "title": "X", "outcome": "bad", "next": "end"}]},
                      {"id": "b", "label": "B", "ask": "?", "choices": [{"id": "x", "title": "X"}]}])") ==
      "unreachable-step");
  CHECK(
      with_flow(
          R"([{"id": "a", "label": "A", "ask": "?", "choices": [{"id": "x", "title": "X", "outcome": "bad"}]},
                      {"id": "b", "label": "B", "ask": "?", "choices": [{"id": "x", "title": "X", "next": "a"}]}])") ==
      "endless-flow endless-flow");
  CHECK(with_flow(R"([{"id": "a", "label": "A", "ask": "?", "choices": [{"id": "x", "title": "X"}]}])") ==
        "unused-outcome");
  CHECK(
      with_flow(
          R"([{"id": "a", "label": "A", "ask": "?", "choices": [{"id": "x", "title": "Yes", "outcome": "bad"},
                      {"id": "y", "title": "yes"}]}])") == "same-choice");
}

TEST_CASE("names that nothing uses are found") {
  auto files = sound();
  files[1].text = R"({"facts": {"makeup.wait": "24 hours", "sun.wait": "2 days"}})";
  files[2].text =
      R"({"concepts": {"makeup": ["make up", "foundation"], "sun": ["sun"], "inner": ["x"], "outer": ["@inner"]}})";
  CHECK(codes_of(files) == "unused-concept unused-concept unused-fact");
}

TEST_CASE("stamps are compared with the day") {
  CHECK(codes_of(sound(), "2027-11-02") == "review-due review-due review-due");
  auto files = sound();
  files.back().text =
      R"({"topic": "t", "rules": [{"id": "r", "title": "When is @makeup?", "patterns": ["when * @makeup"],
    "examples": ["when foundation"], "answer": "Wait for {{makeup.wait}}."}]})";
  CHECK(codes_of(files) == "no-review no-sources");
}

TEST_CASE("danger rules and translations are asked for") {
  auto files = sound();
  files.erase(files.begin() + 3);
  CHECK(codes_of(files) == "no-danger-rules no-danger-rules");
  files = sound();
  files.push_back(
      {"es/clinic.json",
       R"({"name": "C", "locale": "es", "emergency_number": "112", "greeting": {"answer": "Hola."},
    "fallback": {"answer": "No."}, "clarify": {"answer": "¿Esto?"}})"});
  files.push_back(
      {"es/rules.json",
       "{\"topic\": \"urgent\", \"rules\": [" +
           rule(R"("id": "u", "title": "Llame", "tier": "urgent", "patterns": ["no puedo respirar"],
                                                "examples": ["no puedo respirar"], "answer": "Llame al 112.")") +
           "]}"});
  CHECK(codes_of(files) == "no-danger-rules missing-translation missing-translation");
}

TEST_CASE("numbers are read with what they count") {
  const auto statements =
      review::statements_of("Wait four to six weeks. SPF 30 is enough.\nFrom $50", text::language_of("en"));
  REQUIRE(statements.size() == 3);
  CHECK(statements[0].unit == "days");
  CHECK(statements[0].amounts == std::vector<double>{28, 42});
  CHECK(statements[0].subject == std::set<std::string>{"wait"});
  CHECK(statements[1].amounts == std::vector<double>{30});
  CHECK(statements[2].unit == "money");
}

TEST_CASE("reading age tells plain words from hard ones") {
  const auto& english = text::language_of("en");
  const auto plain = review::reading_age(
      "Keep your skin clean. Use a soft cloth and cool water. Do not rub it. Stay out of the sun for some "
      "days. "
      "Call us if it gets red or hot, and we will look at it with you.",
      english);
  const auto hard = review::reading_age(
      "Postoperative management necessitates meticulous adherence to prophylactic photoprotection, "
      "notwithstanding "
      "individual variability, because inflammatory hyperpigmentation constitutes a significant complication "
      "of "
      "percutaneous procedures in particularly susceptible populations and ultimately requires "
      "extraordinarily multidisciplinary evaluation.",
      english);
  REQUIRE(plain);
  REQUIRE(hard);
  CHECK(*plain < 10);
  CHECK(*hard > 20);
  CHECK_FALSE(review::reading_age("Too short.", english));
  CHECK_FALSE(review::reading_age(std::string(400, 'a'), text::language_of("es")));
}

TEST_CASE("every code that is found is explained") {
  for (const auto* code : {"contradiction", "lost-example", "unknown-rule", "json-syntax"})
    CHECK_FALSE(review::meaning_of(code).empty());
  CHECK(review::meaning_of("no-such-code").empty());
}
