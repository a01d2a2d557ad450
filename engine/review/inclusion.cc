#include "engine/review/inclusion.h"

#include <algorithm>

namespace verbatim::review {
namespace {

constexpr unsigned kFirstSamples = 4;
constexpr unsigned kSamples = 24;
constexpr int kMostDangerRounds = 8;

class Inclusions {
 public:
  Inclusions(Casebook& casebook, PatternId pattern) : casebook_(casebook), pattern_(pattern) {}

  PatternFacts run() {
    if (!casebook_.is_provable(pattern_)) {
      facts_.state = PatternFacts::State::kOutside;
      return facts_;
    }
    find_message();
    if (facts_.state != PatternFacts::State::kAlive) return facts_;
    auto rivals = find_rivals();
    if (rivals.empty()) return facts_;
    find_samples();
    const auto dangers = dangers_of(rivals);
    std::erase_if(rivals, [&](PatternId rival) { return !speaks_to_all(rival) || !names_as_much(rival); });
    for (const auto rival : rivals) prove_cover(rival);
    if (!is_danger(pattern_)) prove_dangers(dangers);
    return facts_;
  }

 private:
  bool is_danger(PatternId pattern) const { return casebook_.rule_of(pattern).tier != Tier::kNormal; }

  void find_message() {
    for (unsigned number = 0; number < kFirstSamples && samples_.empty(); ++number) add_sample(number);
    if (!samples_.empty()) {
      facts_.message = samples_.front().message;
      return;
    }
    const auto found = casebook_.ask(casebook_.asking(pattern_), [&](const std::string& message) {
      auto reading = casebook_.read(message);
      if (!reading || !casebook_.speaks(pattern_, *reading)) return false;
      samples_.push_back({message, std::move(*reading)});
      return true;
    });
    facts_.message = found.message;
    if (found.outcome == Outcome::kNone) facts_.state = PatternFacts::State::kEmpty;
    if (found.outcome == Outcome::kBound) facts_.state = PatternFacts::State::kOpen;
  }

  void add_sample(unsigned number) {
    if (auto sample = sample_of(casebook_, pattern_, number)) samples_.push_back(std::move(*sample));
  }

  void find_samples() {
    for (auto number = kFirstSamples; number < kSamples; ++number) add_sample(number);
  }

  // The patterns that speak to the first sample.
  std::vector<PatternId> find_rivals() const {
    auto out = casebook_.matcher().matching(samples_.front().reading);
    std::ranges::sort(out);
    std::erase_if(out, [&](PatternId rival) {
      return rival == pattern_ || !casebook_.is_provable(rival) ||
             casebook_.matcher().ruled_out(casebook_.matcher().rule_of(rival), samples_.front().reading);
    });
    return out;
  }

  bool speaks_to_all(PatternId rival) const {
    return std::ranges::all_of(samples_,
                               [&](const Sample& one) { return casebook_.speaks(rival, one.reading); });
  }

  // The danger patterns among the rivals, and those that speak to the samples that these leave.
  std::vector<PatternId> dangers_of(const std::vector<PatternId>& rivals) const {
    std::vector<PatternId> out;
    for (const auto rival : rivals) {
      if (is_danger(rival)) out.push_back(rival);
    }
    if (out.empty()) return out;
    for (const auto& sample : samples_) {
      if (!add_danger(sample.reading, out)) return {};
    }
    return out;
  }

  // Whether some danger pattern speaks to the reading; notes it.
  bool add_danger(const Reading& reading, std::vector<PatternId>& out) const {
    if (std::ranges::any_of(out, [&](PatternId one) { return casebook_.speaks(one, reading); })) return true;
    for (const auto pattern : casebook_.matcher().matching(reading)) {
      if (!is_danger(pattern) || !casebook_.is_provable(pattern) || !casebook_.speaks(pattern, reading))
        continue;
      out.push_back(pattern);
      return true;
    }
    return false;
  }

  // Looks for a message to which this pattern speaks and none of the others does.
  SearchResult ask_without(const std::vector<PatternId>& others) {
    auto question = casebook_.asking(pattern_);
    for (const auto other : others) casebook_.forbid(other, pattern_, question);
    return casebook_.ask(question, [&](const std::string& message) {
      const auto reading = casebook_.read(message);
      return reading && casebook_.speaks(pattern_, *reading) &&
             std::ranges::none_of(others, [&](PatternId one) { return casebook_.speaks(one, *reading); });
    });
  }

  void prove_cover(PatternId rival) {
    const auto found = ask_without({rival});
    if (found.outcome == Outcome::kNone) facts_.covers.push_back(rival);
    if (found.outcome == Outcome::kBound) facts_.open.push_back(rival);
  }

  bool names_as_much(PatternId rival) const {
    return std::ranges::all_of(samples_, [&](const Sample& sample) {
      const auto mine = casebook_.matcher().match(pattern_, sample.reading)->words;
      const auto theirs = casebook_.matcher().match(rival, sample.reading)->words;
      return std::ranges::includes(theirs, mine);
    });
  }

  // Each message that is left may call for a danger pattern that was not thought of.
  void prove_dangers(std::vector<PatternId> dangers) {
    for (int round = 0; !dangers.empty() && round < kMostDangerRounds; ++round) {
      const auto found = ask_without(dangers);
      if (found.outcome == Outcome::kNone) facts_.dangers = dangers;
      if (found.outcome != Outcome::kFound) return;
      if (!add_danger(*casebook_.read(found.message), dangers)) return;
    }
  }

  Casebook& casebook_;
  PatternId pattern_;
  PatternFacts facts_;
  std::vector<Sample> samples_;
};

}  // namespace

std::vector<PatternFacts> find_inclusions(Casebook& casebook) {
  std::vector<PatternFacts> out;
  for (PatternId pattern = 0; pattern < casebook.matcher().pattern_count(); ++pattern)
    out.push_back(Inclusions(casebook, pattern).run());
  return out;
}

}  // namespace verbatim::review
