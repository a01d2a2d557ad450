#include "engine/review/meetings.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "engine/match/types.h"

namespace verbatim::review {
namespace {

// Whether no conversation can be in both of these.
bool exclude_each_other(const Condition& a, const Condition& b) {
  if (a.fact != b.fact) return false;
  if (a.values.empty() && b.values.empty())
    return a.range.most < b.range.least || b.range.most < a.range.least;
  return !a.values.empty() && !b.values.empty() && std::ranges::none_of(a.values, [&](const auto& value) {
    return std::ranges::find(b.values, value) != b.values.end();
  });
}

bool can_both_speak(const Rule& a, const Rule& b) {
  const bool apart = std::ranges::any_of(a.when, [&](const Condition& one) {
    return std::ranges::any_of(b.when,
                               [&](const Condition& other) { return exclude_each_other(one, other); });
  });
  const bool after_others =
      !a.after.empty() && !b.after.empty() && std::ranges::none_of(a.after, [&](RuleId before) {
        return std::ranges::find(b.after, before) != b.after.end();
      });
  return !apart && !after_others;
}

// Which atoms the words of a pattern can form.
class Forming {
 public:
  explicit Forming(Vocabulary& vocabulary) : vocabulary_(vocabulary) {
    vocabulary.lexicon().each_phrase([&](AtomId atom, const Phrase& phrase) {
      phrases_[phrase.front()].push_back({atom, phrase});
    });
  }

  std::unordered_set<AtomId> atoms_of(const Case& pattern) {
    const auto symbols = symbols_of(pattern);
    std::unordered_set<AtomId> out;
    for (const auto type : kValueTypes) out.insert(type_atom(type));
    for (const auto symbol : symbols) {
      const auto found = phrases_.find(symbol);
      if (found == phrases_.end()) continue;
      for (const auto& [atom, phrase] : found->second) {
        if (std::ranges::all_of(phrase, [&](SymbolId one) { return symbols.contains(one); }))
          out.insert(atom);
      }
    }
    return out;
  }

 private:
  // Those of all words with which the parts can be spelled.
  std::unordered_set<SymbolId> symbols_of(const Case& pattern) {
    std::unordered_set<SymbolId> out;
    for (const auto* part : pattern.parts) {
      for (StateId state = 0; state < part->size(); ++state) {
        for (const auto& step : (*part)[state].steps) {
          if (step.symbol == kAnyWord || out.contains(step.symbol)) continue;
          for (const auto letter : vocabulary_.letters_of(step.symbol))
            out.insert(vocabulary_[letter].symbols.begin(), vocabulary_[letter].symbols.end());
        }
      }
    }
    return out;
  }

  struct AtomPhrase {
    AtomId atom;
    Phrase phrase;
  };
  Vocabulary& vocabulary_;
  std::unordered_map<SymbolId, std::vector<AtomPhrase>> phrases_;  // by first word
};

class MeetingFinder {
 public:
  MeetingFinder(Casebook& casebook, const std::vector<PatternFacts>& facts)
      : casebook_(casebook), facts_(facts), forming_(casebook.vocabulary()), formed_(facts.size()) {
    file_patterns();
  }

  std::vector<Meeting> run() {
    for (PatternId pattern = 0; pattern < facts_.size(); ++pattern) {
      if (takes_part(pattern)) formed_[pattern] = forming_.atoms_of(casebook_[pattern]);
    }
    for (PatternId pattern = 0; pattern < facts_.size(); ++pattern) {
      if (!takes_part(pattern) || casebook_.is_spent()) continue;
      for (const auto other : candidates_of(pattern)) meet(pattern, other);
    }
    for (const auto& meeting : open_) {
      if (!met_.contains(rules_of(meeting.named, meeting.other))) found_.push_back(meeting);
    }
    return found_;
  }

 private:
  using RulePair = std::pair<RuleId, RuleId>;

  bool takes_part(PatternId pattern) const {
    return facts_[pattern].state == PatternFacts::State::kAlive &&
           casebook_.rule_of(pattern).tier == Tier::kNormal;
  }

  RulePair rules_of(PatternId a, PatternId b) const {
    const auto& matcher = casebook_.matcher();
    return std::minmax(matcher.rule_of(a), matcher.rule_of(b));
  }

  // Each pattern is filed under the rarest atom that it requires.
  void file_patterns() {
    const auto& matcher = casebook_.matcher();
    std::unordered_map<AtomId, std::size_t> uses;
    for (PatternId pattern = 0; pattern < facts_.size(); ++pattern) {
      for (const auto atom : matcher.required_by(pattern)) ++uses[atom];
    }
    for (PatternId pattern = 0; pattern < facts_.size(); ++pattern) {
      const auto& required = matcher.required_by(pattern);
      if (!takes_part(pattern)) continue;
      const auto rarest =
          std::ranges::min_element(required, {}, [&](AtomId atom) { return std::pair(uses[atom], atom); });
      files_[rarest == required.end() ? kNone : *rarest].push_back(pattern);
    }
  }

  // Whether the words of one can form all that the other requires.
  bool can_form(PatternId pattern, PatternId other) const {
    const auto& required = casebook_.matcher().required_by(other);
    return std::ranges::all_of(required, [&](AtomId one) { return formed_[pattern].contains(one); });
  }

  // The patterns further on, of other rules, that are made of the same words.
  std::vector<PatternId> candidates_of(PatternId pattern) const {
    std::vector<PatternId> out;
    const auto add = [&](AtomId atom) {
      const auto file = files_.find(atom);
      if (file == files_.end()) return;
      for (const auto other : file->second) {
        if (other > pattern && casebook_.matcher().rule_of(other) != casebook_.matcher().rule_of(pattern) &&
            can_form(pattern, other) && can_form(other, pattern))
          out.push_back(other);
      }
    };
    add(kNone);
    for (const auto atom : formed_[pattern]) add(atom);
    std::ranges::sort(out);
    return out;
  }

  void meet(PatternId pattern, PatternId other) {
    const auto rules = rules_of(pattern, other);
    if (met_.contains(rules) || !can_both_speak(casebook_.rule_of(pattern), casebook_.rule_of(other))) return;
    const auto found = casebook_.ask(casebook_.asking_both(pattern, other), [&](const std::string& message) {
      const auto reading = casebook_.read(message);
      return reading && casebook_.speaks(pattern, *reading) && casebook_.speaks(other, *reading);
    });
    if (found.outcome == Outcome::kBound) open_.push_back({pattern, other});
    if (found.outcome != Outcome::kFound) return;
    met_.insert(rules);
    found_.push_back({pattern, other, found.message});
  }

  Casebook& casebook_;
  const std::vector<PatternFacts>& facts_;
  Forming forming_;
  std::vector<std::unordered_set<AtomId>> formed_;  // by pattern
  std::unordered_map<AtomId, std::vector<PatternId>> files_;
  std::set<RulePair> met_;
  std::vector<Meeting> found_;
  std::vector<Meeting> open_;
};

}  // namespace

std::vector<Meeting> find_meetings(Casebook& casebook, const std::vector<PatternFacts>& facts) {
  return MeetingFinder(casebook, facts).run();
}

}  // namespace verbatim::review
