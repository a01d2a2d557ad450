// Alphabet: the words that are worth trying for one question.
//
// Words that every automaton of the question reads alike count as one: the first that was met.
#ifndef VERBATIM_ENGINE_REVIEW_ALPHABET_H_
#define VERBATIM_ENGINE_REVIEW_ALPHABET_H_

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/review/question.h"

namespace verbatim::review {

class Alphabet {
 public:
  // REQUIRES: both outlive it.
  Alphabet(const Question& question, Vocabulary& vocabulary) : question_(question), vocabulary_(vocabulary) {}

  // Collects words: between begin() and take(), add() adds those that lead on from a state.
  void begin();
  void add(const AutomatonState& state);
  void add_filler() { collected_.push_back(first_like(vocabulary_.filler())); }
  std::vector<LetterId> take() { return std::move(collected_); }

  // Which watched parts ask for a word that was taken.
  const PartSet& readers_of(LetterId letter) { return readers_[letter]; }

 private:
  const std::vector<LetterId>& letters_of(const AutomatonState& state);
  bool is_named_by_others(LetterId letter) const;
  LetterId first_like(LetterId letter);
  std::u32string kinds_of(LetterId letter) const;
  void note_readers(LetterId letter);

  const Question& question_;
  Vocabulary& vocabulary_;
  std::unordered_map<LetterId, LetterId> like_;
  std::unordered_map<std::u32string, LetterId> first_of_kinds_;
  std::unordered_map<LetterId, PartSet> readers_;
  std::unordered_map<const AutomatonState*, std::vector<LetterId>> letters_of_;
  std::vector<LetterId> collected_;
  std::vector<std::size_t> added_;  // by letter: the round in which it was added last
  std::size_t round_ = 0;
};

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_ALPHABET_H_
