#include "engine/review/casebook.h"

#include <algorithm>

#include "engine/match/pattern.h"

namespace verbatim::review {
namespace {

constexpr std::size_t kMostWords = 40'000'000;

Clause clause_of(const Case& one, Question& question) {
  Clause out;
  const auto add = [&](const Automaton* part, PartSet& set) {
    if (const auto place = question.watch(*part); place < kMostParts) set.set(place);
  };
  for (const auto* part : one.parts) add(part, out.all);
  for (const auto* part : one.excluded) add(part, out.none);
  return out;
}

std::size_t count_words(const std::string& message) {
  return static_cast<std::size_t>(std::ranges::count(message, ' ')) + 1;
}

}  // namespace

Casebook::Casebook(const Rulebook& edition)
    : edition_(edition), vocabulary_(edition.matcher().lexicon()), budget_{kMostWords} {
  for (const auto& rule : edition.rules()) {
    for (const auto& source : rule.patterns) patterns_.push_back(make_case(source));
    auto& unless = unless_.emplace_back();
    for (const auto& source : rule.unless) unless.push_back(make_case(source));
  }
}

Case Casebook::make_case(const Text& source) {
  Case out;
  std::vector<std::string> spellings;
  for (const auto& part : parse_pattern(source.text, vocabulary_.lexicon().language()).tree.parts) {
    if (!part.regex.empty()) {
      out.has_expression = true;
      out.is_provable = false;
      spellings.push_back((part.negated ? "!/" : "/") + part.regex);
      continue;
    }
    const auto spelling = canonical(part.node, vocabulary_);
    const auto* automaton = automaton_of(part.node, spelling);
    out.is_provable = out.is_provable && automaton->is_complete();
    (part.negated ? out.excluded : out.parts).push_back(automaton);
    spellings.push_back((part.negated ? "!" : "") + spelling);
  }
  std::ranges::sort(spellings);
  spellings.erase(std::unique(spellings.begin(), spellings.end()), spellings.end());
  for (const auto& spelling : spellings) out.spelling += spelling + '&';
  return out;
}

const Automaton* Casebook::automaton_of(const PatternNode& part, const std::string& spelling) {
  auto& known = automata_[spelling];
  if (!known) known = std::make_unique<const Automaton>(part, vocabulary_);
  return known.get();
}

bool Casebook::is_provable(PatternId pattern) const {
  return patterns_[pattern].is_provable && std::ranges::all_of(unless_of(pattern), &Case::is_provable);
}

Question Casebook::asking(PatternId pattern) const {
  Question out;
  add_guide(pattern, 0, out);
  return out;
}

Question Casebook::asking_both(PatternId a, PatternId b) const {
  Question out{.naming = 2};
  add_guide(a, 0, out);
  add_guide(b, 1, out);
  return out;
}

void Casebook::add_guide(PatternId pattern, std::size_t number, Question& question) const {
  for (const auto* part : patterns_[pattern].parts) {
    question.guiding.push_back(part);
    question.pattern_of.push_back(number);
  }
  question.wanted.push_back(clause_of({.excluded = patterns_[pattern].excluded}, question));
  for (const auto& unless : unless_of(pattern)) question.unwanted.push_back(clause_of(unless, question));
}

void Casebook::forbid(PatternId pattern, PatternId asked, Question& question) const {
  Speaker speaker{clause_of(patterns_[pattern], question), {}};
  for (const auto& unless : unless_of(pattern)) {
    const auto& silences_both = unless_of(asked);
    if (std::ranges::find(silences_both, unless.spelling, &Case::spelling) == silences_both.end())
      speaker.exceptions.push_back(clause_of(unless, question));
  }
  question.silent.push_back(std::move(speaker));
}

SearchResult Casebook::ask(const Question& question, const std::function<bool(const std::string&)>& confirm) {
  return search(question, vocabulary_, budget_, confirm);
}

std::optional<Reading> Casebook::read(const std::string& message) const {
  auto reading = matcher().read(message);
  if (!reading.repairs.empty() || reading.tokens.size() != count_words(message)) return std::nullopt;
  return reading;
}

bool Casebook::speaks(PatternId pattern, const Reading& reading) const {
  return matcher().match(pattern, reading).has_value() &&
         !matcher().ruled_out(matcher().rule_of(pattern), reading);
}

}  // namespace verbatim::review
