// Meetings: pairs of patterns of different rules that claim the same message.
//
// Any two patterns match some long message, one question after the other; that says nothing, as the
// engine answers both.  Two patterns meet when there is a message made of nothing but words that one of
// them names, and the other speaks to it too.
#ifndef VERBATIM_ENGINE_REVIEW_MEETINGS_H_
#define VERBATIM_ENGINE_REVIEW_MEETINGS_H_

#include <string>
#include <vector>

#include "engine/review/inclusion.h"

namespace verbatim::review {

struct Meeting {
  PatternId named = kNone;  // the message is made of its words
  PatternId other = kNone;
  std::string message = {};  // the shortest; empty when a bound was met before one was found
};

// The first meeting of each two ordinary rules that can both be active, in the order of the rules.
std::vector<Meeting> find_meetings(Casebook& casebook, const std::vector<PatternFacts>& facts);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_MEETINGS_H_
