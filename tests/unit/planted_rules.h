// Generated rulebooks without faults, and faults to plant into them: the same for the same seed.
#ifndef VERBATIM_TESTS_UNIT_PLANTED_RULES_H_
#define VERBATIM_TESTS_UNIT_PLANTED_RULES_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/rulebook.h"

namespace verbatim {

struct PlantedRule {
  std::string id;
  std::string tier = "normal";
  std::string title;
  std::vector<std::string> patterns;
  std::vector<std::string> unless;
  std::vector<std::string> examples;
};

struct PlantedBook {
  std::vector<PlantedRule> rules;
  std::vector<std::vector<std::string>> concepts;  // "c0", "c1", …

  std::vector<SourceFile> files() const;
  std::shared_ptr<const Rulebook> parse() const;
};

// A fault: in which rule a finding with this code is expected, and with which other rule.
struct Plant {
  std::string code;
  std::string rule;
  std::string other;
};

// `rules` rules of two patterns with gaps, choices, concepts, numbers, several parts, exclusions and
// exceptions.  Each pattern needs a word of its own, so none meets, repeats or hides another one.
PlantedBook sound_book(std::size_t rules, unsigned seed);

// Rules of one pattern each over the first three of small_words(), so that all short messages can be tried.
std::vector<std::string> small_words();
PlantedBook small_book(std::size_t rules, unsigned seed);

// One fault in each rule of the book.
std::vector<Plant> plant_duplicates(PlantedBook& book, unsigned seed);
std::vector<Plant> plant_widened(PlantedBook& book, unsigned seed);
std::vector<Plant> plant_reordered(PlantedBook& book, unsigned seed);
std::vector<Plant> plant_meeting_concepts(PlantedBook& book, unsigned seed);
std::vector<Plant> plant_empty(PlantedBook& book, unsigned seed);
std::vector<Plant> plant_hidden(PlantedBook& book, unsigned seed);

}  // namespace verbatim

#endif  // VERBATIM_TESTS_UNIT_PLANTED_RULES_H_
