// Evaluation: all that `verbatim evaluate` found out, and the two forms in which it is told.
#ifndef VERBATIM_ADAPTERS_CLI_EVALUATION_H_
#define VERBATIM_ADAPTERS_CLI_EVALUATION_H_

#include <cstddef>
#include <string>
#include <vector>

#include "adapters/cli/scorecard.h"

namespace verbatim::cli {

struct Evaluation {
  std::size_t questions = 0;
  std::size_t in_scope = 0;
  std::size_t out_of_scope = 0;
  std::size_t danger = 0;                   // labelled urgent or crisis, and nothing else
  std::size_t unclear_danger = 0;           // with another label too: in no figure
  std::vector<std::string> unknown_labels;  // that no rule of the rulebook has as its topic
  std::vector<Figure> figures;
  std::vector<std::pair<Confusion, std::size_t>> confusions;
  std::size_t misses = 0;
  std::vector<Missed> worst;
};

// For a terminal: the table, the confusions, the worst misses.
std::string to_text(const Evaluation& evaluation);

// One JSON object with the fields above; figures by their name with "_" for spaces.
std::string to_json(const Evaluation& evaluation);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_EVALUATION_H_
