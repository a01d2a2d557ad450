// Witness: what the engine really says to a message that a proof came up with.
#ifndef VERBATIM_ENGINE_REVIEW_WITNESS_H_
#define VERBATIM_ENGINE_REVIEW_WITNESS_H_

#include <string>
#include <vector>

#include "engine/review/desk.h"
#include "engine/review/inclusion.h"

namespace verbatim::review {

// A rule that only speaks in certain conversations cannot be asked out of the blue.
inline bool speaks_always(const Rule& rule) { return rule.when.empty() && rule.after.empty(); }

// The reply in a conversation that has just begun.
Reply first_reply(const Desk& desk, const std::string& message);

// Whether the rule answers the message, or is offered as what it may mean.
bool is_reached(const Desk& desk, const Rule& rule, const std::string& message);

// The shortest message to which the pattern speaks.
std::string shortest_message(Casebook& casebook, const std::vector<PatternFacts>& facts, PatternId pattern);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_WITNESS_H_
