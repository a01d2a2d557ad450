#include "engine/review/samples.h"

#include <algorithm>

namespace verbatim::review {
namespace {

// A walk through one part: number 0 takes the shortest way and the first word, others turn off somewhere.
class Walk {
 public:
  Walk(const Automaton& part, Vocabulary& vocabulary, unsigned number)
      : part_(part), vocabulary_(vocabulary), number_(number) {}

  // Words that the part reads; none when no word is known for it.
  std::vector<std::string> run() {
    std::vector<std::string> out;
    auto state = part_.first();
    while (measure(state) != 0) {
      if (measure(state) == kFar) return {};
      const auto step = choose(state);
      out.push_back(vocabulary_[step.letter].word);
      state = step.to;
    }
    return out;
  }

 private:
  static constexpr int kFar = 1 << 20;
  struct Choice {
    LetterId letter;
    StateId to;
  };

  // How many words are missing at least.  Ways have no loops.
  int measure(StateId state) {
    auto known = distances_.find(state);
    if (known != distances_.end()) return known->second;
    auto least = part_[state].matched || part_[state].matched_at_end ? 0 : kFar;
    if (least != 0) {
      for (const auto& step : part_[state].steps) {
        if (has_word(step)) least = std::min(least, measure(step.to) + 1);
      }
    }
    distances_[state] = std::min(least, kFar);
    return distances_[state];
  }

  bool has_word(const Step& step) {
    return step.symbol == kAnyWord || !vocabulary_.letters_of(step.symbol).empty();
  }

  Choice choose(StateId state) {
    std::vector<Choice> choices;
    for (const auto& step : part_[state].steps) {
      const bool on_the_way = number_ == 0 ? measure(step.to) + 1 == measure(state) : measure(step.to) < kFar;
      if (!on_the_way || !has_word(step)) continue;
      if (step.symbol == kAnyWord) {
        choices.push_back({vocabulary_.filler(), step.to});
      } else {
        for (const auto letter : vocabulary_.letters_of(step.symbol)) choices.push_back({letter, step.to});
      }
    }
    return choices[number_ == 0 ? 0 : turn() % choices.size()];
  }

  // The same numbers on every machine.
  unsigned turn() {
    seed_ = seed_ * 1664525U + 1013904223U + number_;
    return seed_ >> 16;
  }

  const Automaton& part_;
  Vocabulary& vocabulary_;
  unsigned number_;
  unsigned seed_ = 1;
  std::map<StateId, int> distances_;
};

}  // namespace

std::optional<Sample> sample_of(Casebook& casebook, PatternId pattern, unsigned number) {
  std::string message;
  auto parts = casebook[pattern].parts;
  if (number % 2 == 1) std::ranges::reverse(parts);
  for (const auto* part : parts) {
    const auto words = Walk(*part, casebook.vocabulary(), number).run();
    if (words.empty()) return std::nullopt;
    for (const auto& word : words) message += (message.empty() ? "" : " ") + word;
  }
  auto reading = casebook.read(message);
  if (!reading || !casebook.speaks(pattern, *reading)) return std::nullopt;
  return Sample{std::move(message), std::move(*reading)};
}

}  // namespace verbatim::review
