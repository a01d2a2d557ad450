// MessageSearch: is there a message that some parts of patterns match and others do not, and which is the
// shortest?
//
// It walks through all messages at once, shortest first: what matters of a message read so far is in which
// states the automata of the parts can be, and two messages that agree in that are one.  So the walk ends:
// with a message, with the proof that there is none, or at a bound.
#ifndef VERBATIM_ENGINE_REVIEW_MESSAGE_SEARCH_H_
#define VERBATIM_ENGINE_REVIEW_MESSAGE_SEARCH_H_

#include <cstddef>
#include <functional>
#include <string>

#include "engine/review/question.h"

namespace verbatim::review {

enum class Outcome { kFound, kNone, kBound };

struct SearchResult {
  Outcome outcome = Outcome::kNone;
  std::string message = {};  // when found
};

// What a review may spend; counted, so that the same rules always give the same findings.
struct Budget {
  std::size_t words = 0;  // to try in all searches together
};

// `confirm` is asked about each message that is found, until it says yes: the engine has the last word.
SearchResult search(const Question& question, Vocabulary& vocabulary, Budget& budget,
                    const std::function<bool(const std::string&)>& confirm);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_MESSAGE_SEARCH_H_
