#include "engine/match/example_index.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/match/features.h"

namespace verbatim {
namespace {

void sort_best_first(std::vector<Likeness>& list) {
  std::ranges::sort(list, [](const Likeness& a, const Likeness& b) {
    return a.value != b.value ? a.value > b.value : a.rule < b.rule;
  });
}

}  // namespace

// The message in the features of the index.
class ExampleIndex::Query {
 public:
  Query(const std::vector<Feature>& features, const KeyTable& ids) {
    double squares = 0;
    known_.reserve(features.size());
    for (const auto& feature : features) {
      squares += feature.weight * feature.weight;
      if (feature.said) said_ += feature.weight;
      const auto id = ids.find(feature.key);
      if (id != KeyTable::kAbsent) known_.push_back({id, static_cast<float>(feature.weight)});
    }
    norm_ = std::sqrt(squares);
    std::ranges::sort(known_, {}, &Weighted::feature);
    fill_slots(ids.find(kUnknownWord));
  }

  // Its features that some example has, ascending.
  const std::vector<Weighted>& known() const { return known_; }
  double norm() const { return norm_; }  // of all features, those left out too
  double said() const { return said_; }  // weight of its words and pairs

  // Weights of the words that the rulebook does not know, when some example has such words.
  const std::vector<float>& unknown() const { return unknown_; }

  // 0 for a feature that the message does not have, and for unknown words.
  double weight_of(FeatureId feature) const {
    auto slot = slot_of(feature);
    while (slots_[slot].feature != feature && slots_[slot].feature != kNone)
      slot = (slot + 1) & (slots_.size() - 1);
    return static_cast<double>(slots_[slot].weight);
  }

 private:
  std::size_t slot_of(FeatureId feature) const { return (feature * 2654435769U) >> shift_; }

  // Eight slots a feature: what is asked for is mostly absent and then found so at the first look.
  void fill_slots(FeatureId unknown) {
    slots_.assign(std::bit_ceil(known_.size() * 8 + 8), {kNone, 0});
    shift_ = static_cast<unsigned>(33 - std::bit_width(slots_.size()));
    for (const auto& one : known_) {
      if (one.feature == unknown) {
        unknown_.push_back(one.weight);
        continue;
      }
      auto slot = slot_of(one.feature);
      while (slots_[slot].feature != kNone) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = one;
    }
  }

  std::vector<Weighted> known_;
  std::vector<Weighted> slots_;
  std::vector<float> unknown_;
  unsigned shift_ = 0;
  double norm_ = 0;
  double said_ = 0;
};

void ExampleIndex::add(RuleId rule, ExampleKind kind, const Reading& reading, const Lexicon& lexicon) {
  struct Mine {
    Weighted weighted;
    bool said;
  };
  std::vector<Mine> mine;
  double squares = 0;
  for (const auto& feature : features_of(reading, lexicon)) {
    squares += feature.weight * feature.weight;
    const auto id = ids_.add(feature.key, static_cast<FeatureId>(ids_.size()));
    mine.push_back({{id, static_cast<float>(feature.weight)}, feature.said});
  }
  std::ranges::sort(mine, {}, [](const Mine& one) { return one.weighted.feature; });
  const auto first = static_cast<std::uint32_t>(features_.size());
  examples_.push_back({rule, first, static_cast<float>(std::sqrt(squares)), kind});
  for (const auto& one : mine) {
    features_.push_back(one.weighted);
    said_.push_back(one.said);
  }
}

void ExampleIndex::finish() {
  examples_.push_back({0, static_cast<std::uint32_t>(features_.size()), 0, ExampleKind::kCounter});
  features_.shrink_to_fit();
  unknown_ = ids_.find(kUnknownWord);
  file_postings();
  gather_profiles();
  said_ = {};
}

void ExampleIndex::file_postings() {
  posting_starts_.resize(ids_.size() + 1);
  for (const auto& one : features_) ++posting_starts_[one.feature];
  std::partial_sum(posting_starts_.begin(), posting_starts_.end(), posting_starts_.begin());
  postings_.resize(features_.size());
  // Backwards: what was the end of a row moves to its beginning as the row fills.
  for (auto id = static_cast<ExampleId>(examples_.size() - 1); id-- > 0;) {
    for (const auto& one : features(id)) postings_[--posting_starts_[one.feature]] = {id, examples_[id].norm};
  }
}

// The examples of a rule were added one after the other.
void ExampleIndex::gather_profiles() {
  std::vector<FeatureId> ids;
  RuleId rule = 0;
  const auto close = [&] {
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    profiles_.add(ids);
    ids.clear();
    ++rule;
  };
  for (ExampleId id = 0; id + 1 < examples_.size(); ++id) {
    while (rule < examples_[id].rule) close();
    if (examples_[id].kind != ExampleKind::kQuestion) continue;
    for (auto i = examples_[id].first; i < examples_[id + 1].first; ++i) {
      if (said_[i]) ids.push_back(features_[i].feature);
    }
  }
  close();
}

// Walks the postings of the rarest features until the budget is spent.
void ExampleIndex::propose(const Query& query, Tally& tally) const {
  auto rare = query.known();
  std::ranges::sort(
      rare, {}, [&](const Weighted& one) { return std::pair(postings(one.feature).size(), one.feature); });
  std::size_t budget = kMaxPostings;
  for (const auto& one : rare) {
    const auto row = postings(one.feature);
    const auto points = one.weight * one.weight;
    const auto walked = row.first(std::min(row.size(), budget));
    for (const auto& posting : walked) tally.add(posting.example, points / posting.norm);
    budget -= walked.size();
    if (budget == 0) break;
  }
}

double ExampleIndex::cosine(const Query& query, ExampleId example) const {
  double dot = 0;
  bool unknown_counted = false;  // each unknown word of the message is like one unknown word of the example
  for (const auto& mine : features(example)) {
    const auto weight = static_cast<double>(mine.weight);
    if (mine.feature != unknown_) {
      dot += weight * query.weight_of(mine.feature);
    } else if (!std::exchange(unknown_counted, true)) {
      for (const auto other : query.unknown()) dot += weight * static_cast<double>(other);
    }
  }
  const auto norms = query.norm() * static_cast<double>(examples_[example].norm);
  return norms <= 0 ? 0 : std::min(1.0, dot / norms);
}

double ExampleIndex::profile(const Query& query, RuleId rule) const {
  double known = 0;
  for (const auto& wanted : query.known()) {
    if (profiles_.holds(rule, wanted.feature)) known += static_cast<double>(wanted.weight);
  }
  return query.said() <= 0 ? 0 : std::min(1.0, known / query.said());
}

Nearest ExampleIndex::nearest(const Reading& reading, const Lexicon& lexicon) const {
  const Query query(features_of(reading, lexicon), ids_);
  Tally tally;
  propose(query, tally);
  Nearest out;
  for (const auto id : tally.best()) {
    const auto& example = examples_[id];
    const Likeness found{example.rule, id, cosine(query, id)};
    auto& list = out.of[static_cast<std::size_t>(example.kind)];
    const auto mine = std::ranges::find(list, found.rule, &Likeness::rule);
    if (mine == list.end()) {
      list.push_back(found);
    } else if (found.value > mine->value || (found.value == mine->value && found.example < mine->example)) {
      *mine = found;
    }
  }
  for (auto& list : out.of) sort_best_first(list);
  auto& questions = out.of[static_cast<std::size_t>(ExampleKind::kQuestion)];
  if (questions.size() > kMaxProfiles) questions.resize(kMaxProfiles);
  for (auto& likeness : questions) likeness.value = std::sqrt(likeness.value * profile(query, likeness.rule));
  sort_best_first(questions);
  return out;
}

}  // namespace verbatim
