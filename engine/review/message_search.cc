#include "engine/review/message_search.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

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

bool holds(const Clause& clause, const PartSet& matched) {
  return (matched & clause.all) == clause.all && (matched & clause.none).none();
}

bool speaks(const Speaker& speaker, const PartSet& matched) {
  return holds(speaker.pattern, matched) &&
         std::ranges::none_of(speaker.exceptions, [&](const Clause& one) { return holds(one, matched); });
}

class Search {
 public:
  Search(const Question& question, Vocabulary& vocabulary, Budget& budget,
         const std::function<bool(const std::string&)>& confirm)
      : question_(question), vocabulary_(vocabulary), budget_(budget), confirm_(confirm) {
    for (const auto& clause : question.unwanted) helpful_ |= clause.none;
    for (const auto& clause : question.wanted) helpful_ |= clause.all;
    for (const auto& speaker : question.silent) {
      helpful_ |= speaker.pattern.none;
      for (const auto& exception : speaker.exceptions) helpful_ |= exception.all;
    }
  }

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
    return {refused_ > 0 ? Outcome::kBound : Outcome::kNone};
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
    std::vector<LetterId> out;
    ++round_;
    const auto& point = visits_[at_].point;
    for (std::size_t part = 0; part < point.guiding.size(); ++part) {
      if (question_.naming > 0 && question_.pattern_of[part] != 0) continue;  // the first names all words
      if (point.guiding[part] == kWaiting) {
        add_letters(start_of(guide(part)), out);
      } else if (point.guiding[part] != kMatched) {
        add_letters(guide(part)[point.guiding[part]], out);
      }
    }
    if (question_.naming > 0) return out;
    for (std::size_t part = 0; part < point.watched.size(); ++part) {
      if (!helpful_[part] || is_matched(point.watched[part])) continue;
      add_letters(start_of(watched(part)), out);
      for (const auto state : point.watched[part]) add_letters(watched(part)[state], out);
    }
    out.push_back(first_like(vocabulary_.filler()));
    return out;
  }

  // Adds the words that lead on from the state, each once a round.
  void add_letters(const AutomatonState& state, std::vector<LetterId>& out) {
    for (const auto letter : letters_of(state)) {
      if (letter >= added_.size()) added_.resize(letter + 1);
      if (std::exchange(added_[letter], round_) != round_) out.push_back(letter);
    }
  }

  const std::vector<LetterId>& letters_of(const AutomatonState& state) {
    const auto [place, fresh] = letters_of_.try_emplace(&state);
    if (!fresh) return place->second;
    auto& out = place->second;
    SymbolId before = kAnyWord;
    for (const auto& step : state.steps) {
      if (step.symbol == std::exchange(before, step.symbol) || step.symbol == kAnyWord) continue;
      for (const auto letter : vocabulary_.letters_of(step.symbol)) {
        if (question_.naming > 1 && !is_named_by_others(letter)) continue;
        const auto alike = first_like(letter);
        if (std::ranges::find(out, alike) == out.end()) out.push_back(alike);
      }
    }
    return out;
  }

  bool is_named_by_others(LetterId letter) const {
    for (std::size_t part = 0; part < question_.guiding.size(); ++part) {
      if (question_.pattern_of[part] == 0) continue;
      for (const auto symbol : vocabulary_[letter].symbols) {
        if (guide(part).kind_of(symbol) != 0) return true;
      }
    }
    return false;
  }

  // The first word met that every part reads like this one.
  LetterId first_like(LetterId letter) {
    const auto known = like_.find(letter);
    if (known != like_.end()) return known->second;
    std::u32string kinds;
    for (const auto* parts : {&question_.guiding, &question_.watched}) {
      for (const auto* part : *parts) {
        const auto begin = kinds.size();
        for (const auto symbol : vocabulary_[letter].symbols) {
          if (const auto kind = part->kind_of(symbol)) kinds += static_cast<char32_t>(kind);
        }
        std::sort(kinds.begin() + static_cast<std::ptrdiff_t>(begin), kinds.end());
        kinds += U'\0';
      }
    }
    const auto [place, fresh] = first_of_kinds_.try_emplace(std::move(kinds), letter);
    if (fresh) note_readers(letter);
    return like_[letter] = place->second;
  }

  // Which watched parts ask for the word.
  void note_readers(LetterId letter) {
    auto& readers = readers_[letter];
    for (std::size_t part = 0; part < question_.watched.size(); ++part) {
      const auto& symbols = vocabulary_[letter].symbols;
      readers[part] =
          std::ranges::any_of(symbols, [&](SymbolId one) { return watched(part).kind_of(one) != 0; });
    }
  }

  const AutomatonState& start_of(const Automaton& part) const {
    return part[at_ == 0 ? part.first() : part.later()];
  }

  bool read(LetterId letter) {
    const auto& readers = readers_[letter];
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
    if (is_hopeless(matched)) return false;
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

  // Whether no words more can make it a message that is looked for.
  bool is_hopeless(const PartSet& matched) const {
    const auto stays = [&](const Clause& clause) { return clause.none.none() && holds(clause, matched); };
    return std::ranges::any_of(question_.wanted,
                               [&](const Clause& one) { return (matched & one.none).any(); }) ||
           std::ranges::any_of(question_.unwanted, stays) ||
           std::ranges::any_of(question_.silent, [&](const Speaker& one) {
             return one.exceptions.empty() && stays(one.pattern);
           });
  }

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
    const auto is_held = [&](const Clause& clause) { return holds(clause, matched); };
    return std::ranges::all_of(question_.wanted, is_held) &&
           std::ranges::none_of(question_.unwanted, is_held) &&
           std::ranges::none_of(question_.silent, [&](const Speaker& one) { return speaks(one, matched); });
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
  PartSet helpful_;
  std::vector<Visit> visits_;
  std::unordered_set<std::u16string> seen_;
  std::unordered_map<LetterId, LetterId> like_;
  std::unordered_map<std::u32string, LetterId> first_of_kinds_;
  std::unordered_map<LetterId, PartSet> readers_;
  std::unordered_map<const AutomatonState*, std::vector<LetterId>> letters_of_;
  std::vector<std::size_t> added_;  // by letter: the round in which it was added last
  std::size_t round_ = 0;
  std::size_t at_ = 0;  // the visit that goes on
  Point next_;
  std::string message_;
  int refused_ = 0;
};

}  // namespace

std::size_t Question::watch(const Automaton& part) {
  const auto known = std::ranges::find(watched, &part);
  const auto place = static_cast<std::size_t>(known - watched.begin());
  if (known == watched.end()) watched.push_back(&part);
  return place;
}

SearchResult search(const Question& question, Vocabulary& vocabulary, Budget& budget,
                    const std::function<bool(const std::string&)>& confirm) {
  return Search(question, vocabulary, budget, confirm).run();
}

}  // namespace verbatim::review
