// MessageSearch: is there a message that some parts of patterns match and others do not, and which is the
// shortest?
//
// It walks through all messages at once, shortest first: what matters of a message read so far is in which
// states the automata of the parts can be, and two messages that agree in that are one.  So the walk ends:
// with a message, with the proof that there is none, or at a bound.
#ifndef VERBATIM_ENGINE_REVIEW_MESSAGE_SEARCH_H_
#define VERBATIM_ENGINE_REVIEW_MESSAGE_SEARCH_H_

#include <bitset>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "engine/review/automaton.h"

namespace verbatim::review {

inline constexpr std::size_t kMostParts = 192;
using PartSet = std::bitset<kMostParts>;  // of Question::watched

// Holds when all of `all` and none of `none` are in the message.
struct Clause {
  PartSet all;
  PartSet none;
};

// A pattern with the `unless` of its rule: speaks when the pattern holds and no exception does.
struct Speaker {
  Clause pattern;
  std::vector<Clause> exceptions;
};

struct Question {
  std::vector<const Automaton*> guiding = {};  // the message is built along these; all must match
  std::vector<const Automaton*> watched = {};
  std::vector<Clause> wanted = {};    // all must hold
  std::vector<Clause> unwanted = {};  // none may hold
  std::vector<Speaker> silent = {};   // none may speak
  // By guiding part: the pattern that it belongs to.
  std::vector<std::size_t> pattern_of = {};
  // Every word must be one that each of so many patterns names; 0: the message may hold other words.
  std::size_t naming = 0;

  // The number of a part in `watched`; kMostParts when there is no room for it.
  std::size_t watch(const Automaton& part);
};

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
