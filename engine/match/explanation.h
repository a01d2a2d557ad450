// Explanation: how a reply came about, for staff and for tests.
#ifndef VERBATIM_ENGINE_MATCH_EXPLANATION_H_
#define VERBATIM_ENGINE_MATCH_EXPLANATION_H_

#include <cstdint>
#include <string>
#include <vector>

namespace verbatim {

// A word of the message and how it was read.
struct ExplainedWord {
  std::string surface;
  std::string folded;       // as it was read: repaired when `typed` says so
  std::string typed;        // what stood there before the repair; empty for none
  std::string stem;         // empty when the rulebook has no such word
  std::uint32_t begin = 0;  // bytes of the message
  std::uint32_t end = 0;
  double weight = 0;
  std::vector<std::string> concepts;  // that start here
};

// A rule that was considered.
struct ExplainedCandidate {
  std::string rule;
  std::string topic;
  std::string tier;
  double confidence = 0;
  std::string pattern;  // the best of its patterns that matched; empty for none
  std::string file;     // where that pattern stands
  std::uint32_t line = 0;
  std::vector<std::size_t> words;  // the words it matched, as indices
  double coverage = 0;             // share of the message's weight in those words
  double specificity = 0;          // how much those words say by themselves
  double pattern_score = 0;
  std::string example;  // the most like of its examples; empty for none
  double likeness = 0;
  double stray = 0;  // share of the message that the rule does not account for
  bool answered = false;
  std::string why_not;  // why it lost; empty when it answered
};

struct Explanation {
  std::string message;
  std::string decision;  // one sentence
  std::vector<ExplainedWord> words;
  std::vector<ExplainedCandidate> candidates;  // best first
};

// For a terminal: the words, then one paragraph a candidate.
std::string to_text(const Explanation& explanation);

// One JSON object with the fields above.
std::string to_json(const Explanation& explanation);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_EXPLANATION_H_
