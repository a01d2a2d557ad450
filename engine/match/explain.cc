#include "engine/match/explain.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/match/ranking.h"

namespace verbatim {
namespace {

constexpr std::size_t kMaxExplained = 8;

std::string number(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", value);
  return buffer;
}

std::string_view name_of(Tier tier) {
  switch (tier) {
    case Tier::kUrgent:
      return "urgent";
    case Tier::kCrisis:
      return "crisis";
    case Tier::kNormal:
      return "normal";
  }
  return "";
}

std::string why_not(const Candidate& candidate, double best, const Thresholds& thresholds) {
  if (candidate.confidence < thresholds.clarify) {
    return "Its confidence is below " + number(thresholds.clarify) + ", the least that is offered.";
  }
  if (candidate.confidence < thresholds.answer) {
    return "Its confidence is below " + number(thresholds.answer) + ", the least that answers.";
  }
  if (ranking::is_tie(best, candidate.confidence, thresholds.tie))
    return "Another rule is as near: the visitor is asked.";
  return "It is " + number(best - candidate.confidence) + " behind the best rule.";
}

ExplainedCandidate explain_one(const Matcher& matcher, const Candidate& candidate) {
  const auto& rule = matcher.model().rules[candidate.rule];
  ExplainedCandidate out;
  out.rule = rule.id;
  out.topic = rule.topic;
  out.tier = name_of(rule.tier);
  out.confidence = candidate.confidence;
  out.stray = candidate.stray;
  if (candidate.hit) {
    const auto& source = matcher.source_of(candidate.hit->pattern);
    out.pattern = source.text;
    out.file = source.file;
    out.line = source.at.line;
    out.words.assign(candidate.hit->match.words.begin(), candidate.hit->match.words.end());
    out.coverage = candidate.hit->coverage;
    out.specificity = candidate.hit->specificity;
    out.pattern_score = candidate.hit->score;
  }
  if (candidate.likeness) {
    out.example = matcher.example_text(candidate.likeness->example);
    const bool one_witness = matcher.model().rules[candidate.rule].patterns.empty();
    out.likeness = one_witness ? candidate.likeness->agreed : candidate.likeness->value;
  }
  return out;
}

}  // namespace

Explanation explain_reading(const Matcher& matcher, std::string_view message, const Reading& reading) {
  const auto& lexicon = matcher.lexicon();
  Explanation out;
  out.message = message;
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    const auto& token = reading.tokens[i];
    const auto stem = reading.stems[i];
    ExplainedWord word;
    word.surface = message.substr(token.begin, token.end - token.begin);
    word.folded = token.folded;
    if (stem != kNone) word.stem = lexicon.text_of(stem);
    word.begin = token.begin;
    word.end = token.end;
    word.weight = reading.weights[i];
    out.words.push_back(std::move(word));
  }
  for (const auto& repair : reading.repairs) out.words[repair.token].typed = repair.typed;
  for (const auto& found : concepts_of(reading, lexicon)) {
    out.words[found.start].concepts.push_back(lexicon.name_of(found.atom));
  }
  return out;
}

void explain_candidates(const Matcher& matcher, const std::vector<Candidate>& candidates,
                        std::size_t answered, Explanation& explanation) {
  for (std::size_t i = 0; i < std::min(candidates.size(), kMaxExplained); ++i) {
    auto one = explain_one(matcher, candidates[i]);
    one.answered = i < answered;
    if (!one.answered)
      one.why_not = why_not(candidates[i], candidates.front().confidence, matcher.model().clinic.thresholds);
    explanation.candidates.push_back(std::move(one));
  }
}

std::string to_text(const Explanation& explanation) {
  std::string out = explanation.decision + "\n\nwords\n";
  for (const auto& word : explanation.words) {
    out += "  " + word.surface + "  bytes " + std::to_string(word.begin) + "-" + std::to_string(word.end) +
           "  weight " + number(word.weight);
    if (!word.typed.empty()) out += "  read as \"" + word.folded + "\"";
    if (word.stem.empty()) out += "  not in the rulebook";
    for (const auto& name : word.concepts) out += "  " + name;
    out += '\n';
  }
  for (const auto& one : explanation.candidates) {
    out += '\n' + std::string(one.answered ? "* " : "  ") + one.rule + "  confidence " +
           number(one.confidence) + '\n';
    if (!one.pattern.empty()) {
      out +=
          "    pattern \"" + one.pattern + "\" (" + one.file + ":" + std::to_string(one.line) + ") matched";
      for (const auto word : one.words) out += " " + explanation.words[word].surface;
      out += "\n    score " + number(one.pattern_score) + " = specificity " + number(one.specificity) +
             ", coverage " + number(one.coverage) + '\n';
    }
    if (!one.example.empty()) out += "    likeness " + number(one.likeness) + " to \"" + one.example + "\"\n";
    if (one.stray > 0) out += "    " + number(one.stray) + " of the message is about something else\n";
    if (!one.why_not.empty()) out += "    " + one.why_not + '\n';
  }
  return out;
}

std::string to_json(const Explanation& explanation) {
  nlohmann::ordered_json out = {{"message", explanation.message}, {"decision", explanation.decision}};
  out["words"] = nlohmann::ordered_json::array();
  for (const auto& word : explanation.words) {
    out["words"].push_back({{"surface", word.surface},
                            {"folded", word.folded},
                            {"typed", word.typed},
                            {"stem", word.stem},
                            {"begin", word.begin},
                            {"end", word.end},
                            {"weight", word.weight},
                            {"concepts", word.concepts}});
  }
  out["candidates"] = nlohmann::ordered_json::array();
  for (const auto& one : explanation.candidates) {
    out["candidates"].push_back({{"rule", one.rule},
                                 {"topic", one.topic},
                                 {"tier", one.tier},
                                 {"confidence", one.confidence},
                                 {"answered", one.answered},
                                 {"why_not", one.why_not},
                                 {"pattern", one.pattern},
                                 {"file", one.file},
                                 {"line", one.line},
                                 {"words", one.words},
                                 {"coverage", one.coverage},
                                 {"specificity", one.specificity},
                                 {"pattern_score", one.pattern_score},
                                 {"example", one.example},
                                 {"likeness", one.likeness},
                                 {"stray", one.stray}});
  }
  return out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace verbatim
