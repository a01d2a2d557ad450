#include "engine/review/automaton.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/match/types.h"

namespace verbatim::review {
namespace {

using Kind = PatternNode::Kind;

SymbolId symbol(WordClass of) { return static_cast<SymbolId>(of); }

// The phrases of a built-in type: what engine/match/types.cc reads, written as words.
std::vector<Phrase> phrases_of_type(ValueType type) {
  const auto number = symbol(WordClass::kNumber);
  const auto digits = symbol(WordClass::kDigits);
  const auto unit = symbol(WordClass::kUnit);
  const auto article = symbol(WordClass::kArticle);
  switch (type) {
    case ValueType::kNumber:
      return {{number}};
    case ValueType::kDuration:
      return {{number, unit},
              {article, unit},
              {article, number, unit},
              {number, number, unit},
              {number, symbol(WordClass::kBetween), number, unit}};
    case ValueType::kDate:
      return {{symbol(WordClass::kDay)},
              {symbol(WordClass::kWeekday)},
              {symbol(WordClass::kNearby), symbol(WordClass::kWeekday)},
              {symbol(WordClass::kNearby), unit},
              {digits, symbol(WordClass::kMonth)},
              {symbol(WordClass::kMonth), digits}};
  }
  return {};
}

}  // namespace

// Draws states with steps that read no word, then takes these out.
class AutomatonBuilder {
 public:
  explicit AutomatonBuilder(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void build(const PatternNode& part, Automaton& out) {
    const auto start = add();
    end_ = draw(part, start);
    if (drawn_.size() > Automaton::kMostStates) {
      out.complete_ = false;
      return;
    }
    out.states_.resize(drawn_.size() + 1);
    for (StateId state = 0; state < drawn_.size(); ++state) out.states_[state] = finish(state, false);
    out.later_ = start;
    out.first_ = static_cast<StateId>(drawn_.size());
    out.states_[out.first_] = finish(start, true);
  }

 private:
  enum class Free { kAlways, kAtStart, kAtEnd };  // when a step without a word may be taken
  struct Drawn {
    std::vector<Step> steps;
    std::vector<std::pair<Free, StateId>> free;
    std::uint16_t gap = 0;
    std::uint16_t waited = 0;
  };

  StateId add() {
    if (drawn_.size() <= Automaton::kMostStates) drawn_.emplace_back();
    return static_cast<StateId>(drawn_.size() - 1);
  }

  void join(StateId from, StateId to, Free when = Free::kAlways) { drawn_[from].free.emplace_back(when, to); }

  // Draws what the node reads from `from` on; gives where it ends.
  StateId draw(const PatternNode& node, StateId from) {
    if (drawn_.size() > Automaton::kMostStates) return from;
    switch (node.kind) {
      case Kind::kWord:
        return draw_phrases({{vocabulary_.stem_of(node.text)}}, from);
      case Kind::kExact:
        return draw_phrases({{vocabulary_.exact_of(node.text)}}, from);
      case Kind::kConcept:
      case Kind::kCapture:
        if (const auto type = value_type(node.text)) return draw_phrases(phrases_of_type(*type), from);
        return draw_phrases(vocabulary_.phrases_of(node.text), from);
      case Kind::kGap:
        return draw_gap(node.max, from);
      case Kind::kStart:
      case Kind::kEnd: {
        const auto to = add();
        join(from, to, node.kind == Kind::kStart ? Free::kAtStart : Free::kAtEnd);
        return to;
      }
      case Kind::kSequence: {
        auto at = from;
        for (const auto& child : node.children) at = draw(child, at);
        return at;
      }
      case Kind::kOptional:
      case Kind::kAlternatives:
        return draw_choice(node, from);
    }
    return from;
  }

  StateId draw_choice(const PatternNode& node, StateId from) {
    const auto to = add();
    for (const auto& child : node.children) {
      const auto branch = add();
      join(from, branch);
      join(draw(child, branch), to);
    }
    if (node.kind == Kind::kOptional) join(from, to);
    return to;
  }

  StateId draw_gap(int max, StateId from) {
    const auto to = add();
    auto at = add();
    join(from, at);
    const auto gap = ++gaps_;
    for (int waited = 0; waited <= max; ++waited) {
      drawn_[at].gap = gap;
      drawn_[at].waited = static_cast<std::uint16_t>(waited);
      join(at, to);
      if (waited == max) break;
      const auto next = add();
      drawn_[at].steps.push_back({kAnyWord, next});
      at = next;
    }
    return to;
  }

  // Phrases that begin alike share their states; all end in the same one.
  StateId draw_phrases(const std::vector<Phrase>& phrases, StateId from) {
    const auto to = add();
    std::map<std::pair<StateId, SymbolId>, StateId> known;
    for (const auto& phrase : phrases) {
      auto at = from;
      for (std::size_t i = 0; i + 1 < phrase.size(); ++i) {
        const auto [next, fresh] = known.try_emplace({at, phrase[i]}, StateId{0});
        if (fresh) {
          next->second = add();
          drawn_[at].steps.push_back({phrase[i], next->second});
        }
        at = next->second;
      }
      drawn_[at].steps.push_back({phrase.back(), to});
    }
    return to;
  }

  // The states that `from` leads to without a word.
  std::vector<StateId> closure(StateId from, bool at_start, bool at_end) const {
    std::vector<StateId> out = {from};
    std::vector<bool> seen(drawn_.size());
    seen[from] = true;
    for (std::size_t i = 0; i < out.size(); ++i) {
      for (const auto& step : drawn_[out[i]].free) {
        if (seen[step.second] || (step.first == Free::kAtStart && !at_start) ||
            (step.first == Free::kAtEnd && !at_end))
          continue;
        seen[step.second] = true;
        out.push_back(step.second);
      }
    }
    return out;
  }

  AutomatonState finish(StateId from, bool at_start) const {
    AutomatonState out;
    for (const auto state : closure(from, at_start, false)) {
      out.steps.insert(out.steps.end(), drawn_[state].steps.begin(), drawn_[state].steps.end());
      out.matched = out.matched || state == end_;
    }
    std::ranges::sort(out.steps);
    out.steps.erase(std::unique(out.steps.begin(), out.steps.end()), out.steps.end());
    const auto at_end = closure(from, at_start, true);
    out.matched_at_end = std::ranges::find(at_end, end_) != at_end.end();
    out.gap = drawn_[from].gap;
    out.waited = drawn_[from].waited;
    return out;
  }

  Vocabulary& vocabulary_;
  std::vector<Drawn> drawn_;
  StateId end_ = 0;
  std::uint16_t gaps_ = 0;
};

Automaton::Automaton(const PatternNode& part, Vocabulary& vocabulary) {
  AutomatonBuilder(vocabulary).build(part, *this);
  sort_symbols();
}

void Automaton::sort_symbols() {
  std::map<SymbolId, std::vector<std::pair<StateId, StateId>>> uses;
  for (StateId state = 0; state < states_.size(); ++state) {
    for (const auto& step : states_[state].steps) uses[step.symbol].emplace_back(state, step.to);
  }
  std::map<std::vector<std::pair<StateId, StateId>>, std::uint32_t> kinds;
  for (const auto& [symbol, use] : uses)
    kinds_[symbol] = kinds.try_emplace(use, static_cast<std::uint32_t>(kinds.size() + 1)).first->second;
}

std::string canonical(const PatternNode& part, Vocabulary& vocabulary) {
  switch (part.kind) {
    case Kind::kWord:
      return '#' + std::to_string(vocabulary.stem_of(part.text));
    case Kind::kExact:
      return '#' + std::to_string(vocabulary.exact_of(part.text));
    case Kind::kConcept:
    case Kind::kCapture:
      return '@' + part.text;
    case Kind::kGap:
      return '*' + std::to_string(part.max);
    case Kind::kStart:
      return "<";
    case Kind::kEnd:
      return ">";
    default:
      break;
  }
  std::vector<std::string> inside;
  for (const auto& child : part.children) inside.push_back(canonical(child, vocabulary));
  const bool row = part.kind == Kind::kSequence;
  if (!row) {
    std::ranges::sort(inside);
    inside.erase(std::unique(inside.begin(), inside.end()), inside.end());
  }
  if (inside.size() == 1 && part.kind != Kind::kOptional) return inside.front();
  std::string out = row ? "" : part.kind == Kind::kOptional ? "[" : "(";
  for (const auto& text : inside) out += text + (row ? ' ' : '|');
  return out;
}

}  // namespace verbatim::review
