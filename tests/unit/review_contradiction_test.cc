// Two answers about the same thing: different numbers are found, the same number in other words is not.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include "engine/review/numbers.h"
#include "engine/rulebook.h"

namespace verbatim {
namespace {

using review::Findings;

constexpr std::size_t kPairs = 520;
constexpr unsigned kSeed = 20261101;

constexpr std::array kThings{"serum",  "sunscreen", "makeup",   "retinol", "lotion",  "shampoo",
                             "razor",  "sauna",     "cleanser", "mask",    "perfume", "scarf",
                             "helmet", "pillow",    "towel",    "toner"};
constexpr std::array kPlaces{"cheek",  "forehead", "chin",     "scalp", "neck", "temple", "jaw",
                             "eyelid", "lip",      "shoulder", "elbow", "knee", "wrist",  "back",
                             "hand",   "ear",      "nose",     "brow",  "arm",  "leg"};
constexpr std::array kNumbers{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};

// What is said of a thing and a place.  Every way holds the number once, as it stands in `amount`.
struct Saying {
  std::string thing;
  std::string place;

  std::string put(std::size_t way, const std::string& amount) const {
    switch (way % 8) {
      case 0:
        return "Keep the " + thing + " away from the " + place + " for " + amount + ".";
      case 1:
        return "For " + amount + ", keep the " + thing + " away from the " + place + ".";
      case 2:
        return "Please keep " + thing + " away from your " + place + " for " + amount + ".";
      case 3:
        return "You should keep any " + thing + " away from your " + place + " for at least " + amount + ".";
      case 4:
        return "It heals well. Keep the " + thing + " away from the " + place + " for " + amount +
               ". Then ask us.";
      case 5:
        return "Keeping " + thing + "s away from the " + place + " for " + amount + " is what we ask.";
      case 6:
        return "- Wash gently\n- Keep " + thing + " away from the " + place + " for " + amount;
      default:
        return "We ask you to keep **" + thing + "** away from your " + place + " for " + amount +
               ", please.";
    }
  }
};

struct Pair {
  std::string first;
  std::string second;
};

std::string rule(const std::string& id, const Saying& saying, const std::string& answer) {
  std::string escaped;
  for (const char c : answer) escaped += c == '\n' ? std::string("\\n") : std::string(1, c);
  const auto title = "About " + saying.thing + " on the " + saying.place + " " + id;
  return R"({"id": ")" + id + R"(", "title": ")" + title + R"(", "patterns": [")" + id +
         R"("], "examples": [")" + id + " " + saying.thing + " " + saying.place + R"("], "answer": ")" +
         escaped + R"("})";
}

std::size_t contradictions(const Saying& saying, const Pair& pair) {
  const std::string clinic = R"({"name": "C", "emergency_number": "112", "greeting": {"answer": "Hello."},
      "fallback": {"answer": "No."}, "clarify": {"answer": "Which?"}})";
  const auto rules = "{\"topic\": \"t\", \"rules\": [\n" + rule("aaa", saying, pair.first) + ",\n" +
                     rule("bbb", saying, pair.second) + "\n]}";
  const auto parsed = Rulebook::parse({{"clinic.json", clinic}, {"t.json", rules}});
  REQUIRE(parsed.rulebook);
  Findings findings;
  review::review_numbers({*parsed.rulebook, *parsed.rulebook, {}, findings});
  return static_cast<std::size_t>(
      std::ranges::count_if(findings, [](const auto& one) { return one.code == "contradiction"; }));
}

class Generator {
 public:
  Saying saying() { return {pick(kThings), pick(kPlaces)}; }
  std::size_t way() { return random_() % 8; }

  std::string amount(std::size_t number) {
    static constexpr std::array kUnits{" days", " hours", " weeks"};
    return std::string(random_() % 2 ? kNumbers[number] : std::to_string(number + 2)) + kUnits[unit_];
  }
  void next_unit() { unit_ = random_() % 3; }
  std::size_t number() { return random_() % kNumbers.size(); }

 private:
  template <std::size_t n>
  std::string pick(const std::array<const char*, n>& all) {
    return all[random_() % n];
  }

  std::mt19937 random_{kSeed};
  std::size_t unit_ = 0;
};

}  // namespace

TEST_CASE("two answers with different numbers for the same thing are found, however they are put") {
  Generator generator;
  std::size_t found = 0;
  for (std::size_t i = 0; i < kPairs; ++i) {
    const auto saying = generator.saying();
    generator.next_unit();
    const auto one = generator.number();
    const auto other = (one + 1 + generator.number() % 8) % kNumbers.size();
    REQUIRE(one != other);
    found += contradictions(saying, {saying.put(generator.way(), generator.amount(one)),
                                     saying.put(generator.way(), generator.amount(other))}) > 0;
  }
  MESSAGE(found << " of " << kPairs << " planted contradictions found");
  CHECK(100 * found >= 95 * kPairs);
}

TEST_CASE("the same number in other words, and different things, are no contradiction") {
  Generator generator;
  std::size_t found = 0;
  for (std::size_t i = 0; i < kPairs; ++i) {
    const auto saying = generator.saying();
    generator.next_unit();
    const auto one = generator.number();
    found += contradictions(saying, {saying.put(generator.way(), generator.amount(one)),
                                     saying.put(generator.way(), generator.amount(one))});
    const Saying elsewhere{saying.thing == "towel" ? "razor" : "towel",
                           saying.place == "ear" ? "nose" : "ear"};
    found += contradictions(saying,
                            {saying.put(generator.way(), generator.amount(one)),
                             elsewhere.put(generator.way(), generator.amount((one + 1) % kNumbers.size()))});
  }
  CHECK(found == 0);
  const Saying saying{"serum", "cheek"};
  CHECK(contradictions(saying, {saying.put(0, "48 hours"), saying.put(1, "two days")}) == 0);
  CHECK(contradictions(saying, {saying.put(0, "48 hours"), saying.put(1, "three days")}) == 1);
}

}  // namespace verbatim
