// Casebook: the patterns of one edition as automata, and the questions that can be asked about them.
#ifndef VERBATIM_ENGINE_REVIEW_CASEBOOK_H_
#define VERBATIM_ENGINE_REVIEW_CASEBOOK_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/match/matcher.h"
#include "engine/review/message_search.h"
#include "engine/rulebook.h"

namespace verbatim::review {

// A pattern, or an `unless`: its parts, and those that it excludes.
struct Case {
  std::vector<const Automaton*> parts = {};
  std::vector<const Automaton*> excluded = {};
  std::string spelling = {};    // equal for patterns that say the same in other words
  bool is_provable = true;      // no part is an expression or too large
  bool has_expression = false;  // some part is /…/
};

class Casebook {
 public:
  // REQUIRES: `edition` outlives it.
  explicit Casebook(const Rulebook& edition);

  const Rulebook& edition() const { return edition_; }
  const Matcher& matcher() const { return edition_.matcher(); }
  const Rule& rule_of(PatternId pattern) const { return edition_.rules()[matcher().rule_of(pattern)]; }
  Vocabulary& vocabulary() { return vocabulary_; }

  const Case& operator[](PatternId pattern) const { return patterns_[pattern]; }
  const std::vector<Case>& unless_of(PatternId pattern) const { return unless_[matcher().rule_of(pattern)]; }
  // Whether all that decides when the pattern speaks can be proved about.
  bool is_provable(PatternId pattern) const;

  // A message that lets the pattern speak; what else is asked of it can be added.
  Question asking(PatternId pattern) const;
  // A message that lets both speak and holds no word that one of them does not name.
  Question asking_both(PatternId a, PatternId b) const;
  // Adds that the other pattern does not speak.
  // REQUIRES: the question asks for `asked`.
  void forbid(PatternId pattern, PatternId asked, Question& question) const;
  SearchResult ask(const Question& question, const std::function<bool(const std::string&)>& confirm);

  // Whether the bound of all searches together is met: no more can be proved.
  bool is_spent() const { return budget_.words == 0; }

  // The message as the engine reads it; nothing when that is not word for word.
  std::optional<Reading> read(const std::string& message) const;
  bool speaks(PatternId pattern, const Reading& reading) const;

 private:
  void add_guide(PatternId pattern, std::size_t number, Question& question) const;
  Case make_case(const Text& source);
  const Automaton* automaton_of(const PatternNode& part, const std::string& spelling);

  const Rulebook& edition_;
  Vocabulary vocabulary_;
  std::map<std::string, std::unique_ptr<const Automaton>> automata_;  // by spelling
  std::vector<Case> patterns_;                                        // by pattern
  std::vector<std::vector<Case>> unless_;                             // by rule
  Budget budget_;
};

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_CASEBOOK_H_
