// Overlap: what can be proved about the patterns of an edition, as patterns are automata over words.
//
//   overlap           note     two rules claim a message that holds no word that one of them does not name;
//                              or the shortest message of a pattern is answered by another rule
//   same-pattern      error    two rules that answer differently have patterns that match the same messages
//                     warning  a rule has two of them, or two rules with the same answer
//   needless-pattern  note     another pattern of the rule matches all that this one does, and names as much
//   empty-pattern     error    no message can match, or all that do are silenced by the rule's "unless"
//   never-wins        error    nothing that the patterns of the rule match reaches it, and no example does
//                     warning  whatever one pattern of a rule matches is answered by danger rules
//   outside-proof     note     a regular expression: only tried on all examples
//   not-proved        note     a bound was met before one of these was known
//
// What each of them means exactly stands in README.md.
#ifndef VERBATIM_ENGINE_REVIEW_OVERLAP_H_
#define VERBATIM_ENGINE_REVIEW_OVERLAP_H_

#include "engine/review/desk.h"

namespace verbatim::review {

void review_overlap(const Desk& desk);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_OVERLAP_H_
