#include "engine/match/matcher.h"

#include <algorithm>
#include <tuple>

#include "engine/match/ranking.h"

namespace verbatim {
namespace {

// A message this like an example of a danger rule, and more so than any ordinary example, calls
// for it also without a pattern.
constexpr double kDangerLikeness = 0.75;

// Room for them is made at once; more are possible.
constexpr std::size_t kUsualCandidates = 32;

double weight_of(const std::vector<std::uint16_t>& words, const Reading& reading) {
  double sum = 0;
  for (const auto word : words) sum += reading.weights[word];
  return sum;
}

}  // namespace

Matcher::Matcher(const Model& model) : model_(model), lexicon_(text::language_of(model.clinic.locale)) {}

PatternHit Matcher::score(PatternId pattern, PatternMatch match, const Reading& reading) const {
  const auto matched = weight_of(match.words, reading);
  PatternHit hit{.pattern = pattern, .match = std::move(match)};
  hit.coverage = ranking::coverage(matched, reading.total_weight());
  hit.specificity = ranking::specificity(matched);
  hit.score = ranking::pattern_score(hit.specificity, hit.coverage);
  return hit;
}

double Matcher::stray(const Candidate& candidate, const Reading& reading) const {
  if (names_field(reading) || model_.rules[candidate.rule].small_talk) return 0;
  double total = 0;
  double known = 0;
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    if (text::is_function_word(lexicon_.language(), reading.tokens[i].folded)) continue;
    const auto stem = reading.stems[i];
    const bool matched = candidate.hit && std::ranges::binary_search(candidate.hit->match.words, i);
    total += reading.weights[i];
    if (matched || examples_.says(candidate.rule, stem)) {
      known += reading.weights[i];
    } else if (lexicon_.is_used(stem)) {
      known += reading.weights[i] * ranking::kKnownElsewhere;
    }
  }
  return total <= 0 ? 0 : 1 - known / total;
}

bool Matcher::has_one_witness(const Candidate& candidate) const {
  return model_.rules[candidate.rule].patterns.empty();
}

bool Matcher::ruled_out(RuleId rule, const Reading& reading) const {
  return std::ranges::any_of(unless_[rule], [&](const auto& pattern) { return matches(pattern, reading); });
}

std::vector<PatternId> Matcher::matching(const Reading& reading) const {
  std::vector<PatternId> out;
  for (const auto* index : {&*danger_, &*questions_}) {
    index->candidates(reading, [&](PatternId pattern) {
      if (matches(patterns_[pattern], reading)) out.push_back(pattern);
    });
  }
  return out;
}

// One candidate a rule, with the best of its patterns; equal scores go to the pattern that is written first.
std::vector<Candidate> Matcher::hits(const PatternIndex& index, const Reading& reading) const {
  std::vector<Candidate> out;
  out.reserve(kUsualCandidates);
  index.candidates(reading, [&](PatternId pattern) {
    auto found = match(pattern, reading);
    if (!found) return;
    auto hit = score(pattern, std::move(*found), reading);
    const auto rule = rule_of_[pattern];
    const auto mine = std::ranges::find(out, rule, &Candidate::rule);
    if (mine == out.end()) {
      out.push_back({.rule = rule, .hit = std::move(hit)});
    } else if (std::tuple(-hit.score, hit.pattern) < std::tuple(-mine->hit->score, mine->hit->pattern)) {
      mine->hit = std::move(hit);
    }
  });
  std::erase_if(out, [&](const Candidate& candidate) { return ruled_out(candidate.rule, reading); });
  return out;
}

void Matcher::sort(std::vector<Candidate>& candidates) const {
  std::ranges::sort(candidates, [&](const Candidate& a, const Candidate& b) {
    if (a.confidence != b.confidence) return a.confidence > b.confidence;
    return model_.rules[a.rule].id < model_.rules[b.rule].id;
  });
}

void Matcher::add_likeness(ExampleKind kind, double least, const Reading& reading, const Nearest& nearest,
                           std::vector<Candidate>& candidates) const {
  const auto& against = nearest[ExampleKind::kCounter];
  for (const auto& likeness : nearest[kind]) {
    if (likeness.value < least) break;
    const auto mine = std::ranges::find(candidates, likeness.rule, &Candidate::rule);
    if (mine != candidates.end()) {
      mine->likeness = likeness;
      continue;
    }
    const auto counter = std::ranges::find(against, likeness.rule, &Likeness::rule);
    const bool refuted = counter != against.end() && counter->value >= likeness.value;
    if (!refuted && !ruled_out(likeness.rule, reading)) {
      candidates.push_back({.rule = likeness.rule, .likeness = likeness});
    }
  }
}

std::vector<Candidate> Matcher::danger(const Reading& reading, const Nearest& nearest) const {
  auto out = hits(*danger_, reading);
  const auto& ordinary = nearest[ExampleKind::kQuestion];
  const auto least = ordinary.empty() ? kDangerLikeness : std::max(kDangerLikeness, ordinary.front().value);
  add_likeness(ExampleKind::kDanger, least, reading, nearest, out);
  const auto rank = [&](const Candidate& candidate) {
    const auto& rule = model_.rules[candidate.rule];
    return std::tuple(rule.tier, rule.urgency, candidate.hit ? -candidate.hit->specificity : 0.0,
                      std::string_view(rule.id));
  };
  for (auto& candidate : out) candidate.confidence = 1;
  std::ranges::sort(out, [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
  return out;
}

// What both witnesses say, before what is stray; where there is only one, all its examples are heard.
double Matcher::evidence(const Candidate& candidate) const {
  if (has_one_witness(candidate)) return candidate.likeness ? candidate.likeness->agreed : 0;
  return ranking::confidence(candidate.hit ? candidate.hit->score : 0,
                             candidate.likeness ? candidate.likeness->value : 0);
}

std::vector<Candidate> Matcher::questions(const Reading& reading, const Nearest& nearest) const {
  auto out = hits(*questions_, reading);
  add_likeness(ExampleKind::kQuestion, 0, reading, nearest, out);
  for (auto& candidate : out) {
    candidate.stray = stray(candidate, reading);
    candidate.confidence = evidence(candidate) * ranking::belonging(candidate.stray);
  }
  sort(out);
  if (!out.empty() && has_one_witness(out.front())) {
    const auto runner_up = out.size() < 2 ? 0 : out[1].confidence;
    out.front().confidence = ranking::with_lead(out.front().confidence, runner_up);
  }
  return out;
}

std::vector<std::string> Matcher::captured_names() const {
  std::vector<std::string> names;
  for (const auto& pattern : patterns_) {
    for (const auto& part : pattern.parts)
      names.insert(names.end(), part.captures.begin(), part.captures.end());
  }
  return names;
}

bool Matcher::says(const FlowChoice& choice, const Reading& reading) const {
  const auto same = [](const text::Token& a, const text::Token& b) { return a.folded == b.folded; };
  if (std::ranges::equal(text::tokenise(choice.title, lexicon_.language()), reading.tokens, same))
    return true;
  const auto patterns = says_.find(&choice);
  return patterns != says_.end() && std::ranges::any_of(patterns->second, [&](const CompiledPattern& one) {
           return matches(one, reading);
         });
}

}  // namespace verbatim
