// Question: which messages a search looks for, in terms of the parts that they match.
#ifndef VERBATIM_ENGINE_REVIEW_QUESTION_H_
#define VERBATIM_ENGINE_REVIEW_QUESTION_H_

#include <bitset>
#include <cstddef>
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

  // The number of a part in `watched`; from kMostParts on it cannot be in a PartSet.
  std::size_t watch(const Automaton& part);

  // Whether a message in which these of the watched parts match is the one that is asked for, as far as they
  // go.
  bool is_met(const PartSet& matched) const;
  // Whether no more words can make it so: what has matched stays matched.
  bool is_lost(const PartSet& matched) const;
  // Watched parts whose match may be wanted.
  PartSet helpful() const;
};

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_QUESTION_H_
