// What the proofs about patterns find: every fault that is planted, and none that is not.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/engine.h"
#include "engine/match/matcher.h"
#include "engine/review/casebook.h"
#include "engine/review/overlap.h"
#include "tests/unit/planted_rules.h"

namespace verbatim {
namespace {

using review::Findings;

constexpr std::size_t kRules = 520;
constexpr unsigned kSeed = 20261101;

Findings findings_of(const Rulebook& rulebook) {
  Findings findings;
  review::review_overlap({rulebook, rulebook, {}, findings});
  return findings;
}

// Which rule stands at a place: each rule of a planted book has a line of its own.
class Places {
 public:
  explicit Places(const Rulebook& rulebook) {
    for (const auto& rule : rulebook.rules()) rules_[rule.at.line] = rule.id;
  }
  std::string rule_at(Position at) const {
    const auto found = rules_.find(at.line);
    return found == rules_.end() ? "" : found->second;
  }

 private:
  std::map<std::uint32_t, std::string> rules_;
};

bool shows(const Diagnostic& finding, const Plant& plant, const Places& places) {
  if (finding.code != plant.code) return false;
  const auto here = places.rule_at(finding.at);
  if (plant.other.empty()) return here == plant.rule;
  const auto there = finding.related.empty() ? "" : places.rule_at(finding.related.front().at);
  return (here == plant.rule && there == plant.other) || (here == plant.other && there == plant.rule);
}

std::size_t missed(const Rulebook& rulebook, const Findings& findings, const std::vector<Plant>& plants) {
  const Places places(rulebook);
  std::size_t out = 0;
  for (const auto& plant : plants) {
    const bool found = std::ranges::any_of(
        findings, [&](const Diagnostic& finding) { return shows(finding, plant, places); });
    if (found) continue;
    ++out;
    const auto* rule = rulebook.find(plant.rule);
    MESSAGE(plant.code << " " << plant.rule << ": " << rule->patterns.back().text);
  }
  return out;
}

// The patterns at the places that a finding speaks of match its witness, says the matcher.
bool is_confirmed(const Rulebook& rulebook, const Diagnostic& finding) {
  const auto& matcher = rulebook.matcher();
  const auto reading = matcher.read(finding.witness);
  std::set<Position> matching;
  for (const auto pattern : matcher.matching(reading)) matching.insert(matcher.source_of(pattern).at);
  const bool at_pattern = finding.code != "never-wins";
  return (!at_pattern || matching.contains(finding.at)) &&
         (finding.related.empty() || std::ranges::any_of(finding.related, [&](const RelatedPlace& place) {
            return matching.contains(place.at) ||
                   finding.message.find("is what this pattern") != std::string::npos;
          }));
}

std::size_t unconfirmed(const Rulebook& rulebook, const Findings& findings) {
  std::size_t out = 0;
  for (const auto& finding : findings) {
    if (finding.witness.empty() || is_confirmed(rulebook, finding)) continue;
    ++out;
    MESSAGE(to_human(finding) << " witness: " << finding.witness);
  }
  return out;
}

void check_recall(std::vector<Plant> (*plant)(PlantedBook&, unsigned), std::size_t rules = kRules) {
  auto book = sound_book(rules, kSeed);
  const auto plants = plant(book, kSeed + 1);
  const auto rulebook = book.parse();
  const auto findings = findings_of(*rulebook);
  CHECK(plants.size() >= 500);
  CHECK(missed(*rulebook, findings, plants) == 0);
  CHECK(unconfirmed(*rulebook, findings) == 0);
}

// All messages of up to `longest` small words, shortest first.
std::vector<std::string> small_messages(std::size_t longest) {
  std::vector<std::string> out;
  std::vector<std::string> before = {""};
  for (std::size_t length = 1; length <= longest; ++length) {
    std::vector<std::string> now;
    for (const auto& start : before) {
      for (const auto& word : small_words()) now.push_back(start + (start.empty() ? "" : " ") + word);
    }
    out.insert(out.end(), now.begin(), now.end());
    before = std::move(now);
  }
  return out;
}

auto word_count(const std::string& message) { return std::ranges::count(message, ' ') + 1; }

// Which patterns speak to each message, asked of the matcher.
std::vector<std::vector<bool>> try_all(const review::Casebook& casebook,
                                       const std::vector<std::string>& all) {
  std::vector<std::vector<bool>> out;
  for (const auto& message : all) {
    const auto reading = casebook.matcher().read(message);
    auto& speaks = out.emplace_back();
    for (PatternId one = 0; one < casebook.matcher().pattern_count(); ++one)
      speaks.push_back(casebook.speaks(one, reading));
  }
  return out;
}

PlantedRule rule(const std::string& id, std::vector<std::string> patterns) {
  return {id, "normal", "Title of " + id, std::move(patterns), {}, {"example of " + id}};
}

// "code@rule" for each finding, sorted by place.
std::vector<std::string> codes_of(const PlantedBook& book) {
  const auto rulebook = book.parse();
  const Places places(*rulebook);
  auto findings = findings_of(*rulebook);
  sort(findings);
  std::vector<std::string> out;
  for (const auto& finding : findings) out.push_back(finding.code + "@" + places.rule_at(finding.at));
  return out;
}

using Codes = std::vector<std::string>;

TEST_CASE("two rules overlap when both name every word of a message") {
  PlantedBook book;
  book.concepts = {{"session", "needling visit"}};
  book.rules = {rule("count", {"how many @c0"}), rule("visits", {"many needling visit"})};
  CHECK(codes_of(book) == Codes{});  // "how many needling visits": only one names "how"
  book.rules[1].patterns = {"[how] many * needling visit"};
  const auto findings = findings_of(*book.parse());
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "overlap");
  CHECK(findings[0].related.size() == 1);
}

TEST_CASE("one question after the other is no overlap") {
  PlantedBook book;
  book.rules = {rule("count", {"how many session"}), rule("pain", {"does it hurt"})};
  CHECK(codes_of(book) == Codes{});
}

TEST_CASE("an exception that keeps two rules apart keeps them from overlapping") {
  PlantedBook book;
  book.rules = {rule("sun", {"avoid sun"}), rule("sauna", {"avoid (sun|sauna)"})};
  CHECK(codes_of(book) == Codes{"overlap@sun"});
  book.rules[1].unless = {"sun"};
  CHECK(codes_of(book) == Codes{});
}

TEST_CASE("a longer pattern beside a shorter one of its rule is not needless: it ranks higher") {
  PlantedBook book;
  book.rules = {rule("scars", {"scar", "acne scar"})};
  CHECK(codes_of(book) == Codes{});
  book.rules = {rule("scars", {"acne scar", "acne (scar|mark)"})};
  CHECK(codes_of(book) == Codes{"needless-pattern@scars"});
}

TEST_CASE("a regular expression is said to be outside") {
  PlantedBook book;
  book.rules = {rule("free", {"/free( of charge)?/"}), rule("cost", {"cost"})};
  CHECK(codes_of(book) == Codes{"outside-proof@free"});
}

TEST_CASE(
    "the shortest message to which one pattern speaks and another does not is found, or there is none") {
  const auto messages = small_messages(5);
  for (unsigned seed = 1; seed <= 6; ++seed) {
    const auto rulebook = small_book(24, seed).parse();
    review::Casebook casebook(*rulebook);
    const auto speaks = try_all(casebook, messages);
    const auto patterns = static_cast<PatternId>(rulebook->matcher().pattern_count());
    for (PatternId one = 0; one < patterns; ++one) {
      for (PatternId other = 0; other < patterns; ++other) {
        auto question = casebook.asking(one);
        if (other != one) casebook.forbid(other, one, question);
        const auto found = casebook.ask(question, [](const std::string&) { return true; });
        std::size_t first = 0;
        while (first < messages.size() && !(speaks[first][one] && (other == one || !speaks[first][other])))
          ++first;
        CAPTURE(rulebook->matcher().source_of(one).text);
        CAPTURE(rulebook->matcher().source_of(other).text);
        CAPTURE(found.message);
        REQUIRE(found.outcome != review::Outcome::kBound);
        if (first < messages.size()) {
          REQUIRE(found.outcome == review::Outcome::kFound);
          CHECK(word_count(found.message) == word_count(messages[first]));
        } else if (found.outcome == review::Outcome::kFound) {
          CHECK(word_count(found.message) > 5);
        }
        if (found.outcome != review::Outcome::kFound) continue;
        const auto reading = rulebook->matcher().read(found.message);
        CHECK(casebook.speaks(one, reading));
        CHECK((other == one || !casebook.speaks(other, reading)));
      }
    }
  }
}

TEST_CASE("rulebooks without faults get no errors, no warnings, no bounds") {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    const auto rulebook = sound_book(300, seed).parse();
    for (const auto& finding : findings_of(*rulebook)) {
      CAPTURE(to_human(finding));
      CHECK(finding.severity == Severity::kNote);
      CHECK(finding.code != "not-proved");
    }
  }
}

TEST_CASE("every pattern that stands twice is found") { check_recall(plant_duplicates); }
TEST_CASE("every pattern inside a wider one of its rule is found") { check_recall(plant_widened); }
TEST_CASE("every pattern that stands twice in another order is found") { check_recall(plant_reordered); }
TEST_CASE("every two rules that a new phrase of a concept lets meet are found") {
  check_recall(plant_meeting_concepts);
}
TEST_CASE("every pattern that can match nothing is found") { check_recall(plant_empty); }
TEST_CASE("every rule that can never win is found") { check_recall(plant_hidden); }

}  // namespace
}  // namespace verbatim
