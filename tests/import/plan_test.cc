// From entries to rules: names, topics, and what is never touched.
#include "adapters/cli/import/plan.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "adapters/cli/import/exported.h"
#include "adapters/cli/import/sign_off.h"
#include "tests/unit/small_rulebook.h"

using namespace verbatim;
using namespace verbatim::cli;

namespace {

Entry entry(std::string id, std::string topic, std::string question) {
  return {.line = 2,
          .id = std::move(id),
          .topic = std::move(topic),
          .question = std::move(question),
          .alternates = {},
          .answer = "a",
          .sources = {}};
}

std::string planned(Entry one, PlanOptions options = {}) {
  const auto plan = plan_rules({{std::move(one)}, {}}, *small_rulebook(), options);
  return plan.rules.empty()
             ? plan.remarks.front().what
             : plan.rules.front().rule.id + " in " + plan.rules.front().topic + ' ' + plan.rules.front().file;
}

}  // namespace

TEST_CASE("ids and topics are made where the table has none") {
  CHECK(planned(entry("", "", "How much?")) == "imported.how_much in imported ");
  CHECK(planned(entry("", "", "How much?"), {.topic = "My costs"}) == "my_costs.how_much in my_costs ");
  CHECK(planned(entry("", "Costs", "日本")) == "costs.question in costs ");
  CHECK(planned(entry("costs.x", "", "How much?")) == "costs.x in costs ");
  const auto plan = plan_rules({{entry("", "c", "a"), entry("", "c", "A?")}, {}}, *small_rulebook(), {});
  REQUIRE(plan.rules.size() == 2);
  CHECK(plan.rules[1].rule.id == "c.a_2");
}

TEST_CASE("what is there is replaced on request only, and danger rules never are") {
  CHECK(planned(entry("sessions.count", "sessions_count", "q")).find("--replace") != std::string::npos);
  CHECK(planned(entry("sessions.count", "sessions_count", "q"), {.topic = {}, .replace = true}) ==
        "sessions.count in sessions_count sessions.json");
  for (const auto& one :
       {entry("urgent.breathing", "x", "q"), entry("", "urgent", "q"), entry("", "crisis", "q")})
    CHECK(planned(one, {.topic = {}, .replace = true}).starts_with("Danger rules are not imported"));
  CHECK(planned(entry("A b", "x", "q")).find("cannot be an id") != std::string::npos);
  const auto twice =
      plan_rules({{entry("c.a", "c", "a"), entry("c.a", "c", "b")}, {}}, *small_rulebook(), {});
  CHECK(twice.rules.size() == 1);
}

TEST_CASE("rules in a file: others and comments stay, another answer loses its review") {
  const std::string_view text = R"({"topic": "t", "rules": [
    // about a
    {"id": "a", "title": "A", "patterns": ["p"], "examples": ["x"], "answer": "old", "reviewed": {"by": "x"}}]})";
  const NewRule same{.id = "a", .title = "B", .examples = {"B", "y"}, .answer = "old"};
  const auto kept = with_rules(text, {same});
  for (const auto* part :
       {"// about a", "\"patterns\": [\"p\"]", "\"title\": \"B\"", "[\"B\", \"y\"]", "reviewed"})
    CHECK(kept.find(part) != std::string::npos);
  auto other = same;
  other.answer = "new\nlines";
  const auto changed = with_rules(text, {other, {.id = "b", .title = "C", .examples = {"C"}, .answer = "c"}});
  CHECK(changed.find("reviewed") == std::string::npos);
  CHECK(changed.find(R"(["new", "lines"])") != std::string::npos);
  CHECK(changed.find(R"("id": "b")") > changed.find(R"("id": "a")"));
}

TEST_CASE("rules are exported as they are written") {
  const auto rulebook = small_rulebook();
  const auto entries = exported(*rulebook);
  REQUIRE(entries.size() == rulebook->rules().size());
  const auto& count = *std::ranges::find(entries, "sessions.count", &Entry::id);
  CHECK(count.answer == "Most people have **{{treatments.typical}}** treatments.");
  CHECK(count.alternates.size() == 2);
  CHECK(count.sources == std::vector<std::string>{"clinical-facts: 10"});
}

TEST_CASE("the page to sign holds every answer, escaped, and a line to sign") {
  auto files = small_rulebook_files();
  files.push_back(
      {"x.json", R"json({"topic": "x", "rules": [{"id": "x.a", "title": "<b>&\"A\"", "examples": ["<script>"],
    "answer": "1 < 2 **bold** [site](https://a.example/?a=1&b=2)\n\n- one\n- two"}]})json"});
  const auto result = Rulebook::parse(files);
  REQUIRE(result.rulebook);
  const auto page = sign_off_page(*result.rulebook);
  CHECK(page.find("<script") == std::string::npos);
  for (const auto* part :
       {"&lt;b&gt;&amp;&quot;A&quot;", "<li>&lt;script&gt;</li>", "1 &lt; 2 <strong>bold</strong>",
        "(https://a.example/?a=1&amp;b=2)", "<ul><li>one</li><li>two</li></ul>", "three to six",
        "Not reviewed yet", "Reviewed by Clinic lead on 2026-11-01; due again on 2027-11-01",
        "Sources: clinical-facts: 10", "<span>Signature</span>", "class=\"danger\""})
    CHECK_MESSAGE(page.find(part) != std::string::npos, part);
}
