// Rows against RE2: what is matched without it is matched as it would be by it.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>

#include "engine/match/concept_atoms.h"
#include "engine/match/pattern_compiler.h"

using namespace verbatim;

namespace {

constexpr std::string_view kWords[] = {"red", "dog", "sun", "sea", "oak"};

class Dice {
 public:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::string word() { return std::string(kWords[below(std::size(kWords))]); }

 private:
  std::mt19937 random_{20240607};  // the same patterns on every run
};

// "< red * [dog] @place >"
std::string random_pattern(Dice& dice) {
  std::string out = dice.one_in(5) ? "< " : "";
  const auto items = 1 + dice.below(4);
  for (std::size_t i = 0; i < items; ++i) {
    if (dice.one_in(4)) out += dice.one_in(2) ? "* " : "*" + std::to_string(1 + dice.below(4)) + " ";
    if (dice.one_in(5)) out += "[" + (dice.one_in(3) ? "@place" : dice.word()) + "] ";
    out += (dice.one_in(3) ? "@place" : dice.one_in(4) ? "(red|sun sea)" : dice.word()) + " ";
  }
  if (dice.one_in(6)) out += "* ";
  if (dice.one_in(5)) out += ">";
  return out;
}

std::string random_message(Dice& dice, std::size_t words) {
  std::string out;
  for (std::size_t i = 0; i < words; ++i) out += (dice.one_in(5) ? "other" : dice.word()) + " ";
  return out;
}

class World {
 public:
  World() : lexicon_(text::language_of("en")) {
    concepts_ = {{"place",
                  {{"sea", "c.json", {}}, {"sun sea", "c.json", {}}, {"sea oak red", "c.json", {}}},
                  "c.json",
                  {}}};
    atoms_ = add_concepts(concepts_, lexicon_, diagnostics_);
  }

  CompiledPattern compile(const std::string& pattern) {
    auto parsed = parse_pattern(pattern, lexicon_.language());
    CAPTURE(pattern);
    REQUIRE(parsed.errors.empty());
    auto compiled = PatternCompiler(lexicon_, shapes_, atoms_).compile(parsed.tree, parsed.errors);
    REQUIRE(parsed.errors.empty());
    return compiled;
  }
  Reading reading(std::string_view message) const { return read(message, lexicon_); }

 private:
  Lexicon lexicon_;
  ShapePool shapes_;
  std::vector<Concept> concepts_;
  std::vector<Diagnostic> diagnostics_;
  ConceptAtoms atoms_;
};

std::string to_string(const std::optional<PatternMatch>& match) {
  if (!match) return "-";
  std::string out;
  for (const auto& range : match->ranges)
    out += std::to_string(range.begin) + "-" + std::to_string(range.end) + " ";
  for (const auto word : match->words) out += " " + std::to_string(word);
  return out;
}

}  // namespace

TEST_CASE("a row finds what RE2 finds") {
  Dice dice;
  World world;
  for (int i = 0; i < 1500; ++i) {
    const auto pattern = random_pattern(dice);
    const auto row = world.compile(pattern);
    // A choice is RE2's, also one of which the other side never matches.
    const auto regex = world.compile("(" + pattern + "|never * never)");
    REQUIRE(!row.parts[0].row.empty());
    REQUIRE(regex.parts[0].row.empty());
    for (int j = 0; j < 12; ++j) {
      const auto words = j < 9 ? dice.below(10) : j == 9 ? 60 + dice.below(8) : 100 + dice.below(40);
      const auto message = random_message(dice, words);
      const auto reading = world.reading(message);
      CAPTURE(pattern);
      CAPTURE(message);
      const auto found = match(row, reading);
      REQUIRE(to_string(found) == to_string(match(regex, reading)));
      REQUIRE(matches(row, reading) == found.has_value());
    }
  }
}
