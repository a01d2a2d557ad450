#include "engine/match/example_index.h"

#include <algorithm>
#include <cmath>

namespace verbatim {
namespace {

// A pair of neighbours says less than its two words, as it repeats them.
constexpr double kPairShare = 0.5;
constexpr double kConceptShare = 0.6;

// Postings read for one message before common features are left out.
constexpr std::size_t kMaxPostings = 8192;

std::uint64_t word_key(SymbolId stem) { return stem; }
std::uint64_t concept_key(AtomId atom) { return (std::uint64_t{1} << 62) | atom; }
std::uint64_t pair_key(SymbolId first, SymbolId second) {
  return (std::uint64_t{1} << 63) | (std::uint64_t{first} << 31) | second;
}

}  // namespace

std::vector<ExampleIndex::Feature> ExampleIndex::features(const Reading& reading) {
  std::vector<Feature> out;
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    const auto stem = reading.symbols[i].stem;
    out.push_back({stem == kNone ? ~std::uint64_t{0} : word_key(stem), reading.weights[i]});
    if (i == 0 || stem == kNone || reading.symbols[i - 1].stem == kNone) continue;
    const auto weight = std::min(reading.weights[i - 1], reading.weights[i]) * kPairShare;
    out.push_back({pair_key(reading.symbols[i - 1].stem, stem), weight});
  }
  for (const auto& found : reading.occurrences) {
    double weight = 0;
    for (auto i = found.start; i < found.start + found.length; ++i)
      weight = std::max(weight, reading.weights[i]);
    out.push_back({concept_key(found.atom), weight * kConceptShare});
  }
  std::ranges::sort(out, {}, &Feature::key);
  return out;
}

void ExampleIndex::add(RuleId rule, const Reading& example) {
  const auto id = static_cast<ExampleId>(examples_.size());
  double squares = 0;
  std::uint64_t last = ~std::uint64_t{0};
  for (const auto& feature : features(example)) {
    if (feature.key == last) continue;
    last = feature.key;
    squares += feature.weight * feature.weight;
    const auto [row, fresh] = rows_.try_emplace(feature.key, static_cast<std::uint32_t>(postings_.size()));
    if (fresh) postings_.emplace_back();
    postings_[row->second].push_back({id, static_cast<float>(feature.weight)});
  }
  examples_.push_back({rule, static_cast<float>(std::sqrt(squares))});
}

void ExampleIndex::finish() {
  for (auto& row : postings_) row.shrink_to_fit();
}

std::vector<Likeness> ExampleIndex::nearest(const Reading& reading, std::size_t limit) const {
  struct Row {
    const std::vector<Posting>* postings;
    double weight;
  };
  std::vector<Row> rows;
  double squares = 0;
  std::uint64_t last = ~std::uint64_t{0} - 1;
  for (const auto& feature : features(reading)) {
    if (feature.key == last && feature.key != ~std::uint64_t{0}) continue;
    last = feature.key;
    squares += feature.weight * feature.weight;
    if (const auto row = rows_.find(feature.key); row != rows_.end()) {
      rows.push_back({&postings_[row->second], feature.weight});
    }
  }
  std::ranges::sort(rows, {}, [](const Row& row) { return row.postings->size(); });
  std::unordered_map<ExampleId, double> dots;
  std::size_t read = 0;
  for (const auto& row : rows) {
    read += row.postings->size();
    if (read > kMaxPostings && !dots.empty()) break;
    for (const auto& posting : *row.postings)
      dots[posting.example] += row.weight * static_cast<double>(posting.weight);
  }
  std::unordered_map<RuleId, Likeness> best;
  for (const auto& [id, dot] : dots) {
    const auto& example = examples_[id];
    const auto value = dot / (std::sqrt(squares) * static_cast<double>(example.norm));
    auto& mine = best.try_emplace(example.rule, Likeness{example.rule, id, 0}).first->second;
    if (value > mine.value || (value == mine.value && id < mine.example)) mine = {example.rule, id, value};
  }
  std::vector<Likeness> out;
  for (const auto& [rule, likeness] : best) out.push_back(likeness);
  std::ranges::sort(out, [](const auto& a, const auto& b) {
    return a.value != b.value ? a.value > b.value : a.rule < b.rule;
  });
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace verbatim
