#include "engine/match/example_index.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/match/features.h"

namespace verbatim {
namespace {

// How much of the doubt that is left a further example takes away that is wholly like the message.
constexpr double kFurtherExample = 0.4;

// What a further example of this cosine leaves of the doubt.
double doubt_left(double cosine) { return 1 - kFurtherExample * cosine; }

// The geometric mean of a cosine and the profile.
double mean(double cosine, double profile) { return std::sqrt(cosine * profile); }

void sort_best_first(std::vector<Likeness>& list) {
  std::ranges::sort(list, [](const Likeness& a, const Likeness& b) {
    return a.value != b.value ? a.value > b.value : a.rule < b.rule;
  });
}

}  // namespace

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
  examples_.shrink_to_fit();
  features_.shrink_to_fit();
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
  profiles_.finish();
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
  const auto norms = query.norm() * static_cast<double>(examples_[example].norm);
  return norms <= 0 ? 0 : std::min(1.0, query.dot(features(example)) / norms);
}

double ExampleIndex::profile(const Query& query, RuleId rule) const {
  double known = 0;
  for (const auto& wanted : query.known())
    known += profiles_.holds(rule, wanted.feature) * static_cast<double>(wanted.weight);
  return query.said() <= 0 ? 0 : std::min(1.0, known / query.said());
}

bool ExampleIndex::says(RuleId rule, SymbolId stem) const {
  if (stem == kNone) return false;
  const auto known = ids_.find(word_key(stem));
  return known != KeyTable::kAbsent && profiles_.holds(rule, known);
}

Nearest ExampleIndex::nearest(const Reading& reading, const Lexicon& lexicon) const {
  const Query query(features_of(reading, lexicon), ids_);
  Tally tally;
  propose(query, tally);
  Nearest out;
  for (auto& list : out.of) list.reserve(kMaxCompared / 2);
  for (const auto id : tally.best()) {
    const auto& example = examples_[id];
    const auto value = cosine(query, id);
    auto& list = out.of[static_cast<std::size_t>(example.kind)];
    const auto mine = std::ranges::find(list, example.rule, &Likeness::rule);
    if (mine == list.end()) {
      list.push_back({example.rule, id, value, doubt_left(value)});
      continue;
    }
    mine->agreed *= doubt_left(value);
    if (value > mine->value || (value == mine->value && id < mine->example)) {
      mine->value = value;
      mine->example = id;
    }
  }
  for (auto& list : out.of) sort_best_first(list);
  auto& questions = out.of[static_cast<std::size_t>(ExampleKind::kQuestion)];
  if (questions.size() > kMaxProfiles) questions.resize(kMaxProfiles);
  for (auto& likeness : questions) {
    const auto share = profile(query, likeness.rule);
    const auto others = likeness.agreed / doubt_left(likeness.value);
    likeness.agreed = mean(1 - (1 - likeness.value) * others, share);
    likeness.value = mean(likeness.value, share);
  }
  sort_best_first(questions);
  return out;
}

}  // namespace verbatim
