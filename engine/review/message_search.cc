#include "engine/review/message_search.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "engine/review/alphabet.h"

namespace verbatim::review {
namespace {

constexpr StateId kWaiting = 0xFFFF;  // has not begun
constexpr StateId kMatched = 0xFFFE;
constexpr std::size_t kMostVisits = 20'000;
constexpr std::size_t kMostWords = 500'000;
constexpr int kMostConfirmations = 50;

using States = std::vector<StateId>;

// After some words: one state for each guiding part, a set of states for each watched one.
struct Point {
  States guiding;
  std::vector<States> watched;  // {kMatched} once it has matched
};

// A point on the way, and how it was reached.
struct Visit {
  Point point;
  std::size_t from;
  LetterId letter;
};

std::u16string key_of(const Point& point) {
  std::u16string key;
  for (const auto state : point.guiding) key += static_cast<char16_t>(state);
  for (const auto& states : point.watched) {
    for (const auto state : states) key += static_cast<char16_t>(state);
    key += static_cast<char16_t>(kWaiting);
  }
  return key;
}

bool is_matched(const States& states) { return states.size() == 1 && states.front() == kMatched; }

// Calls visit(step) for each step that the letter can take.
template <typename Visitor>
void each_step(const AutomatonState& state, const Letter& letter, Visitor&& visit) {
  for (const auto symbol : letter.symbols) {
    for (auto step = std::ranges::lower_bound(state.steps, symbol, {}, &Step::symbol);
         step != state.steps.end() && step->symbol == symbol; ++step)
      visit(*step);
  }
  for (auto step = state.steps.rbegin(); step != state.steps.rend() && step->symbol == kAnyWord; ++step)
    visit(*step);
}

// Of the states of one gap, the one that has waited least can do all that the others can.
void drop_weaker(const Automaton& part, States& states) {
  std::ranges::sort(states, [&](StateId a, StateId b) {
    return std::tuple(part[a].gap, part[a].waited, a) < std::tuple(part[b].gap, part[b].waited, b);
  });
  const auto last = std::unique(states.begin(), states.end(), [&](StateId a, StateId b) {
    return a == b || (part[a].gap != 0 && part[a].gap == part[b].gap);
  });
  states.erase(last, states.end());
}

class Search {
 public:
  Search(const Question& question, Vocabulary& vocabulary, Budget& budget,
         const std::function<bool(const std::string&)>& confirm)
      : question_(question),
        vocabulary_(vocabulary),
        budget_(budget),
        confirm_(confirm),
        alphabet_(question, vocabulary),
        helpful_(question.helpful()) {}

  SearchResult run() {
    if (question_.watched.size() > kMostParts) return {Outcome::kBound};
    Point start{States(question_.guiding.size(), kWaiting), std::vector<States>(question_.watched.size())};
    visits_.push_back({std::move(start), 0, 0});
    const auto left = budget_.words - std::min(budget_.words, kMostWords);
    for (std::size_t at = 0; at < visits_.size(); ++at) {
      if (visits_.size() > kMostVisits || budget_.words <= left) return {Outcome::kBound};
      if (go_on(at)) return {Outcome::kFound, message_};
      if (refused_ > kMostConfirmations) return {Outcome::kBound};
    }
    const bool bound = refused_ > 0 || budget_.words <= left;
    return {bound ? Outcome::kBound : Outcome::kNone};
  }

 private:
  const Automaton& guide(std::size_t part) const { return *question_.guiding[part]; }
  const Automaton& watched(std::size_t part) const { return *question_.watched[part]; }

  // Whether one word more makes a message that was looked for.
  bool go_on(std::size_t at) {
    at_ = at;
    for (const auto letter : letters()) {
      if (budget_.words == 0) return false;
      --budget_.words;
      if (read(letter)) return true;
    }
    return false;
  }

  // The words worth reading: any other is no better than the filler.
  std::vector<LetterId> letters() {
    alphabet_.begin();
    const auto& point = visits_[at_].point;
    for (std::size_t part = 0; part < point.guiding.size(); ++part) {
      if (question_.naming > 0 && question_.pattern_of[part] != 0) continue;  // the first names all words
      if (point.guiding[part] == kWaiting) {
        alphabet_.add(start_of(guide(part)));
      } else if (point.guiding[part] != kMatched) {
        alphabet_.add(guide(part)[point.guiding[part]]);
      }
    }
    if (question_.naming == 0) add_helpful_letters(point);
    return alphabet_.take();
  }

  // Those that let parts match which should, and all others in one.
  void add_helpful_letters(const Point& point) {
    for (std::size_t part = 0; part < point.watched.size(); ++part) {
      if (!helpful_[part] || is_matched(point.watched[part])) continue;
      alphabet_.add(start_of(watched(part)));
      for (const auto state : point.watched[part]) alphabet_.add(watched(part)[state]);
    }
    alphabet_.add_filler();
  }

  const AutomatonState& start_of(const Automaton& part) const {
    return part[at_ == 0 ? part.first() : part.later()];
  }

  bool read(LetterId letter) {
    const auto& readers = alphabet_.readers_of(letter);
    next_.watched.resize(question_.watched.size());
    PartSet matched;
    PartSet at_end;
    for (std::size_t part = 0; part < question_.watched.size(); ++part) {
      read_watched(part, letter, readers[part]);
      const auto& states = next_.watched[part];
      if (states.empty()) continue;
      if (is_matched(states)) matched.set(part);
      at_end[part] = matched[part] || std::ranges::any_of(states, [&](StateId state) {
                       return watched(part)[state].matched_at_end;
                     });
    }
    if (question_.is_lost(matched)) return false;
    next_.guiding.assign(question_.guiding.size(), kWaiting);
    return read_guiding(0, letter, 0, at_end);
  }

  void read_watched(std::size_t part, LetterId letter, bool asks_for_it) {
    const auto& before = visits_[at_].point.watched[part];
    auto& out = next_.watched[part];
    const auto& start = start_of(watched(part));
    if (is_matched(before)) {
      out = before;
      return;
    }
    out.clear();
    const bool takes_any = !start.steps.empty() && start.steps.back().symbol == kAnyWord;
    if (!asks_for_it && before.empty() && !takes_any) return;
    bool done = false;
    const auto step = [&](const AutomatonState& state) {
      each_step(state, vocabulary_[letter], [&](const Step& taken) {
        done = done || watched(part)[taken.to].matched;
        out.push_back(taken.to);
      });
    };
    step(start);
    for (const auto state : before) step(watched(part)[state]);
    if (done) {
      out = {kMatched};
    } else {
      drop_weaker(watched(part), out);
    }
  }

  // Chooses where each guiding part goes from here, one part after the other.
  bool read_guiding(std::size_t part, LetterId letter, unsigned named, const PartSet& at_end) {
    if (part == question_.guiding.size()) return is_named(named) && arrive(letter, at_end);
    const auto before = visits_[at_].point.guiding[part];
    const auto go = [&](StateId to, bool names) {
      next_.guiding[part] = to;
      const auto by = names && question_.naming > 0 ? 1U << question_.pattern_of[part] : 0U;
      return read_guiding(part + 1, letter, named | by, at_end);
    };
    if (before == kMatched) return go(before, false);
    const bool may_wait = before == kWaiting && !guide(part)[guide(part).later()].steps.empty();
    if (may_wait && go(before, false)) return true;
    bool found = false;
    const auto& state = before == kWaiting ? start_of(guide(part)) : guide(part)[before];
    each_step(state, vocabulary_[letter], [&](const Step& step) {
      if (found) return;
      const bool names = step.symbol != kAnyWord;
      const bool done = guide(part)[step.to].matched;
      found = (done && go(kMatched, names)) || ((!done || question_.naming > 0) && go(step.to, names));
    });
    return found;
  }

  bool is_named(unsigned by) const { return by == (1U << question_.naming) - 1; }

  // Notes the new point; whether its message is the one looked for.
  bool arrive(LetterId letter, const PartSet& at_end) {
    if (!seen_.insert(key_of(next_)).second) return false;
    visits_.push_back({next_, at_, letter});
    if (!is_answer(at_end)) return false;
    message_ = message_to(visits_.size() - 1);
    if (confirm_(message_)) return true;
    ++refused_;
    return false;
  }

  bool is_answer(const PartSet& matched) const {
    for (std::size_t part = 0; part < next_.guiding.size(); ++part) {
      const auto state = next_.guiding[part];
      if (state == kWaiting || (state != kMatched && !guide(part)[state].matched_at_end)) return false;
    }
    return question_.is_met(matched);
  }

  std::string message_to(std::size_t visit) const {
    std::vector<std::string_view> words;
    for (; visit != 0; visit = visits_[visit].from) words.push_back(vocabulary_[visits_[visit].letter].word);
    std::string out;
    for (auto word = words.rbegin(); word != words.rend(); ++word) {
      if (!out.empty()) out += ' ';
      out += *word;
    }
    return out;
  }

  const Question& question_;
  Vocabulary& vocabulary_;
  Budget& budget_;
  const std::function<bool(const std::string&)>& confirm_;
  Alphabet alphabet_;
  PartSet helpful_;  // watched parts whose match may be wanted
  std::vector<Visit> visits_;
  std::unordered_set<std::u16string> seen_;
  std::size_t at_ = 0;  // the visit that goes on
  Point next_;
  std::string message_;
  int refused_ = 0;
};

}  // namespace

SearchResult search(const Question& question, Vocabulary& vocabulary, Budget& budget,
                    const std::function<bool(const std::string&)>& confirm) {
  return Search(question, vocabulary, budget, confirm).run();
}

}  // namespace verbatim::review
