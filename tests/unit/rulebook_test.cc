// Reading rule files: what is read, and every mistake with its place.
#include "engine/rulebook.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "tests/unit/small_rulebook.h"

using namespace verbatim;

namespace {

std::string mistakes(const std::vector<SourceFile>& files) {
  std::string out;
  for (const auto& d : Rulebook::parse(files).diagnostics) {
    out += d.file + ":" + std::to_string(d.at.line) + ":" + std::to_string(d.at.column) + " " + d.code + "\n";
  }
  return out;
}

std::string rule_file(std::string_view rule) {
  return "{\"topic\": \"t\", \"rules\": [\n" + std::string(rule) + "\n]}";
}

// The mistakes of a small good rulebook with one more rule.
std::string mistakes_of_rule(std::string_view rule) {
  auto files = small_rulebook_files();
  files.push_back({"extra.json", rule_file(rule)});
  return mistakes(files);
}

}  // namespace

TEST_CASE("a good rulebook is read whole") {
  const auto result = Rulebook::parse(small_rulebook_files());
  REQUIRE(result.rulebook);
  CHECK(result.diagnostics.empty());
  const auto* rule = result.rulebook->find("sessions.count");
  REQUIRE(rule != nullptr);
  CHECK(rule->topic == "sessions_count");
  CHECK(plain_text(rule->answer) == "Most people have three to six treatments.");
  CHECK(rule->reviewed_by == "Clinic lead");
  CHECK(result.rulebook->find("nobody") == nullptr);
}

TEST_CASE("mistakes in a rule are found where they are") {
  struct Row {
    std::string_view rule;
    std::string_view mistakes;
  };
  const Row rows[] = {
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "pattern": []})",
       "extra.json:2:61 unknown-key\n"},
      {R"({"id": "a", "title": "A", "examples": "x", "answer": "a", "patterns": ["y"]})",
       "extra.json:2:39 wrong-type\n"},
      {R"({"id": "a", "title": "A", "patterns": ["é (b"], "answer": "a"})", "extra.json:2:43 bad-pattern\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "when": {"goal": "scars"}})",
       "extra.json:2:70 unknown-condition\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "remember": {"goal": 3}})",
       "extra.json:2:82 bad-condition\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "flow": "chek"})",
       "extra.json:2:69 unknown-flow\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "variants": [{"answer": "b"}]})",
       "extra.json:2:74 missing-key\n"},
      {R"({"id": "a", "title": "A", "tier": "urgent", "examples": ["x"], "answer": "a", "when": {"goal": "b"}, "remember": {"goal": "b"}})",
       "extra.json:2:8 bound-danger\n"},
      {R"({"id": "a", "title": "A", "patterns": ["x @scra"], "answer": "a"})",
       "extra.json:2:43 unknown-concept\n"},
      {R"({"id": "a", "title": "A", "unless": ["x @scra"], "examples": ["x"], "answer": "a"})",
       "extra.json:2:41 unknown-concept\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "of {{treatments.tipical}}"})",
       "extra.json:2:60 unknown-fact\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "follow_ups": ["sessions.cuont"]})",
       "extra.json:2:76 unknown-rule\n"},
      {R"({"id": "sessions.count", "title": "A", "examples": ["x"], "answer": "a"})",
       "extra.json:2:8 duplicate-rule\n"},
      {R"({"id": "A b", "title": "A", "examples": ["x"], "answer": "a"})", "extra.json:2:8 bad-name\n"},
      {R"({"id": "a", "title": "A", "answer": "a"})", "extra.json:2:8 unreachable-rule\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "# a"})", "extra.json:2:56 bad-markdown\n"},
      {R"json({"id": "a", "title": "A", "examples": ["x"], "answer": "[a](http://a.example)"})json",
       "extra.json:2:56 unsafe-link\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": ""})", "extra.json:2:56 empty-text\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "tier": "high"})",
       "extra.json:2:69 bad-tier\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "action": "fly"})",
       "extra.json:2:71 bad-action\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "tier": "urgent", "urgency": "soon"})",
       "extra.json:2:90 bad-urgency\n"},
      {R"({"id": "a", "title": "A", "examples": ["x"], "answer": "a", "reviewed": {"by": "x", "on": "2026-13-01", "due": "soon"}})",
       "extra.json:2:91 bad-date\nextra.json:2:112 bad-date\n"},
      {R"({"id": "a", "examples": ["x"]})", "extra.json:2:1 missing-key\nextra.json:2:1 missing-key\n"},
      {R"(7)", "extra.json:2:1 wrong-type\n"},
  };
  for (const auto& [rule, expected] : rows) {
    CAPTURE(rule);
    CHECK(mistakes_of_rule(rule) == expected);
  }
}

TEST_CASE("all mistakes of all files are reported at once, in the order of their places") {
  auto files = small_rulebook_files();
  files.push_back({"b.json", "{\"topic\": \"t\", \"rules\": [{}]}"});
  files.push_back({"a.json",
                   "{\"concepts\": {\"Bad name\": [\"x\"], \"loop\": [\"@loop\"], \"gap\": [\"a * b\"], "
                   "\"number\": [\"x\"]}}"});
  files.push_back({"c.json", "{ broken"});
  CHECK(mistakes(files) ==
        "a.json:1:15 bad-name\na.json:1:43 circular-concept\na.json:1:61 bad-phrase\na.json:1:71 "
        "reserved-name\n"
        "b.json:1:26 missing-key\nb.json:1:26 missing-key\nb.json:1:26 missing-key\nb.json:1:26 "
        "unreachable-rule\n"
        "c.json:1:3 json-syntax\n");
}

TEST_CASE("a rulebook needs a clinic and rules") {
  CHECK(mistakes({}) == "clinic.json:1:1 missing-file\nclinic.json:1:1 no-rules\n");
  CHECK(mistakes({{"x.json", "{\"other\": 1}"}}).starts_with("clinic.json:1:1 missing-file"));
}

TEST_CASE("a message says what to do, with the nearest known name") {
  auto files = small_rulebook_files();
  files.push_back(
      {"extra.json", rule_file(R"({"id": "a", "title": "A", "examples": ["x"], "awnser": "a"})")});
  const auto result = Rulebook::parse(files);
  REQUIRE(result.diagnostics.size() == 2);
  CHECK(to_human(result.diagnostics[1]) ==
        "extra.json:2:46: error: \"awnser\" is not a key of a rule. Did you mean \"answer\"? [unknown-key]");
  CHECK(to_json(result.diagnostics).find("\"column\": 46") != std::string::npos);
}

TEST_CASE("a name that a broken file may hold is said to be perhaps there") {
  auto files = small_rulebook_files();
  files[2].text += "x";  // concepts.json
  const auto result = Rulebook::parse(files);
  CHECK_FALSE(result.rulebook);
  bool softened = false;
  for (const auto& d : result.diagnostics)
    softened = softened || (d.code == "unknown-concept" && d.hint.ends_with("could not be read."));
  CHECK(softened);
}

TEST_CASE("mistakes in a flow are found where they are") {
  const auto mistakes_of_flow = [](std::string_view flow) {
    auto files = small_rulebook_files();
    auto& clinic = files.front().text;
    clinic.replace(clinic.find("\"notice\""), 8,
                   R"("flows": {"back": "a", "skip": "b", "stop": "c", "done": "d",
      "more": "e", "again": "f", "resume": "g", "stopped": "h", "reasons": "i", "answers": "j", "skipped": "k"}, "notice")");
    files.push_back({"flows/f.json", "{\"flow\":\n" + std::string(flow) + "}"});
    return mistakes(files);
  };
  const std::string head = R"({"id": "f", "title": "F", "topic": "t", )";
  const std::string good = R"("outcomes": [{"id": "o", "title": "O", "answer": "o"}])";
  CHECK(mistakes_of_flow(head + good + "}") == "flows/f.json:2:1 empty-flow\n");
  CHECK(
      mistakes_of_flow(head + good + R"(, "steps": [
    {"id": "s", "label": "S", "ask": "?", "choices": [{"id": "c", "title": "C", "outcome": "p", "next": "u"}]},
    {"id": "s", "label": "S", "ask": "?", "choices": []},
    {"id": "m", "label": "S", "ask": "{{nothing}}", "many": true, "choices": [{"id": "c", "title": "C", "next": "end"},
      {"id": "c", "title": "C", "rule": "nobody", "number": {"from": 3, "to": 2}}]}]})") ==
      "flows/f.json:3:92 unknown-outcome\nflows/f.json:3:105 unknown-step\nflows/f.json:4:5 duplicate-name\n"
      "flows/f.json:4:5 no-choices\nflows/f.json:5:39 unknown-fact\nflows/f.json:5:113 next-of-many\n"
      "flows/f.json:6:7 duplicate-name\nflows/f.json:6:41 unknown-rule\nflows/f.json:6:61 bad-range\n");
}

TEST_CASE("flows need their words in clinic.json") {
  auto files = small_rulebook_files();
  files.push_back(
      {"flows/f.json",
       R"({"flow": {"id": "f", "title": "F", "topic": "t", "steps": [{"id": "s", "label": "S", "ask": "?",
    "choices": [{"id": "c", "title": "C"}]}], "outcomes": [{"id": "o", "title": "O", "answer": "o"}]}})"});
  CHECK(mistakes(files) == "clinic.json:1:1 missing-key\n");
}
