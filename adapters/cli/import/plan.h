// Plan: which entries become which rules of an edition.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_PLAN_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_PLAN_H_

#include <cstddef>
#include <string>
#include <vector>

#include "adapters/cli/import/entry.h"
#include "adapters/cli/rule_edit.h"
#include "engine/rulebook.h"

namespace verbatim::cli {

struct PlannedRule {
  NewRule rule;
  std::size_t line = 0;  // of the entry
  std::string topic;
  std::string file;  // of the rule whose place it takes; empty for a new one
};

struct Plan {
  std::vector<PlannedRule> rules;
  std::vector<Remark> remarks;
};

struct PlanOptions {
  std::string topic;     // of entries that name none; may be empty
  bool replace = false;  // a rule that is there may be exchanged
};

// Gives each entry an id and a topic.  Left out, with a remark, are rules that are there unless they may
// be replaced, ids that cannot be, and everything about danger: those rules are written by hand.
Plan plan_rules(Entries entries, const Rulebook& edition, const PlanOptions& options);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_PLAN_H_
