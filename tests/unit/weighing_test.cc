// What says nothing of a question must not change its answer: courtesies, and which name the treatment has.
#include "engine/match/weighing.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

#include "engine/match/matcher.h"
#include "engine/match/segments.h"
#include "engine/rulebook.h"

using namespace verbatim;

namespace {

std::shared_ptr<const Rulebook> needling() {
  auto result = Rulebook::parse({
      {"clinic.json", R"json({
        "name": "Riverside Clinic", "phone": "+1 555 0100", "emergency_number": "999",
        "greeting": {"answer": "Welcome.", "choices": ["pain.overview"]},
        "fallback": {"answer": "I do not know that.", "choices": ["handoff.person"]},
        "clarify": {"answer": "Did you mean one of these?"}, "notice": "For emergencies call 999."
      })json"},
      {"concepts.json", R"json({"concepts": {
        "names": ["microneedling", "skin needling", "collagen induction therapy"]
      }})json"},
      {"rules.json", R"json({"topic": "pain", "rules": [
        {"id": "pain.overview", "title": "Does it hurt?", "patterns": ["< [the] pain >"],
         "examples": ["Does microneedling hurt?", "is skin needling sore"], "answer": "A little."},
        {"id": "pain.after", "title": "Is it sore the day after?",
         "examples": ["how sore is it the day after microneedling"], "answer": "Hardly."},
        {"id": "thanks", "topic": "small_talk", "title": "Thanks",
         "patterns": ["< thanks [a lot] >"], "examples": ["thank you so much"], "answer": "You are welcome."},
        {"id": "handoff.person", "topic": "booking", "title": "Talk to a person",
         "examples": ["can I speak with a human"], "answer": "Please call us."}
      ]})json"},
  });
  REQUIRE(result.rulebook);
  return result.rulebook;
}

double weight_of(const Reading& reading, std::string_view word) {
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    if (reading.tokens[i].folded == word) return reading.weights[i];
  }
  return -1;
}

std::string best(const Rulebook& rulebook, std::string_view message) {
  const auto& matcher = rulebook.matcher();
  const auto found = matcher.questions(matcher.read(message));
  return found.empty() ? "" : rulebook.model().rules[found.front().rule].id;
}

double confidence(const Rulebook& rulebook, std::string_view message) {
  const auto found = rulebook.matcher().questions(rulebook.matcher().read(message));
  return found.empty() ? 0 : found.front().confidence;
}

}  // namespace

TEST_CASE("courtesies around a question change neither its answer nor how sure it is") {
  const auto rulebook = needling();
  const auto bare = confidence(*rulebook, "does microneedling hurt");
  for (const std::string message :
       {"Hi, does microneedling hurt?", "hello there! Can you tell me: does microneedling hurt",
        "does microneedling hurt, thanks",
        "Good morning, I was wondering, does microneedling hurt? Many thanks in advance"}) {
    CAPTURE(message);
    CHECK(best(*rulebook, message) == "pain.overview");
    CHECK(confidence(*rulebook, message) == doctest::Approx(bare));
  }
}

TEST_CASE("a message of courtesies only is what it is") {
  const auto rulebook = needling();
  CHECK(best(*rulebook, "Thanks!") == "thanks");
  CHECK(best(*rulebook, "thanks a lot") == "thanks");
  const auto reading = rulebook->matcher().read("hello, thanks");
  CHECK(weight_of(reading, "thanks") > 0);
  CHECK(reading.question.begin == 0);
  CHECK(reading.question.end == 2);
}

TEST_CASE("anchors hold at the ends of the question, too, in rows and in shapes") {
  const auto rulebook = needling();
  for (const std::string message : {"the pain", "Hi, the pain please", "pain, thanks"}) {
    CAPTURE(message);
    CHECK(best(*rulebook, message) == "pain.overview");
  }
  CHECK(confidence(*rulebook, "hi, pain and more thanks") < confidence(*rulebook, "hi, pain, thanks"));
}

TEST_CASE("all names of the subject are one word to the examples") {
  const auto rulebook = needling();
  const auto bare = confidence(*rulebook, "how sore is it the day after microneedling");
  for (const std::string message : {"how sore is it the day after skin needling",
                                    "how sore is it the day after collagen induction therapy"}) {
    CAPTURE(message);
    CHECK(best(*rulebook, message) == "pain.after");
    CHECK(confidence(*rulebook, message) == doctest::Approx(bare));
  }
  const auto reading = rulebook->matcher().read("is collagen induction therapy sore");
  CHECK(weight_of(reading, "collagen") == 0);
  CHECK(weight_of(reading, "therapy") ==
        weight_of(rulebook->matcher().read("microneedling"), "microneedling"));
}

TEST_CASE("words taken out of a message are weighed by themselves") {
  const auto rulebook = needling();
  const auto reading = rulebook->matcher().read("Thanks. Does collagen induction therapy hurt?");
  const auto parts = segments_of(reading, rulebook->matcher().lexicon());
  REQUIRE(parts.size() == 2);
  CHECK(weight_of(parts[0], "thanks") > 0);
  CHECK(weight_of(parts[1], "induction") == 0);
  CHECK(parts[1].question.end == 5);
}
