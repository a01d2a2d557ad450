#include "engine/match/example_index.h"

#include <algorithm>
#include <cmath>

namespace verbatim {
namespace {

// A pair of neighbours, and a concept, repeat what their words say: they weigh less.
constexpr double kPairShare = 0.5;
constexpr double kConceptShare = 0.6;

// How a word begins helps where the stemmer sees two stems ("smart" and "smarter").
constexpr double kBeginningShare = 0.35;
constexpr std::size_t kBeginning = 5;

constexpr std::uint64_t kUnknownWord = ~std::uint64_t{0};

std::uint64_t word_key(SymbolId stem) { return stem; }
std::uint64_t concept_key(AtomId atom) { return (std::uint64_t{1} << 62) | atom; }
std::uint64_t pair_key(SymbolId first, SymbolId second) {
  return (std::uint64_t{1} << 63) | (std::uint64_t{first} << 31) | second;
}

struct Feature {
  std::uint64_t key;
  double weight;
  bool said = true;
};

std::uint64_t beginning_key(std::string_view folded) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a: the same on every machine
  for (const char c : folded.substr(0, kBeginning))
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return (std::uint64_t{3} << 61) | (hash >> 3);
}

void add_words(const Reading& reading, std::vector<Feature>& out) {
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    const auto stem = reading.symbols[i].stem;
    out.push_back({stem == kNone ? kUnknownWord : word_key(stem), reading.weights[i]});
    const auto& folded = reading.tokens[i].folded;
    if (folded.size() >= kBeginning)
      out.push_back({beginning_key(folded), reading.weights[i] * kBeginningShare, false});
    if (i == 0 || stem == kNone || reading.symbols[i - 1].stem == kNone) continue;
    const auto weight = std::min(reading.weights[i - 1], reading.weights[i]) * kPairShare;
    out.push_back({pair_key(reading.symbols[i - 1].stem, stem), weight});
  }
}

void add_concepts(const Reading& reading, const Lexicon& lexicon, std::vector<Feature>& out) {
  for (const auto& found : concepts_of(reading, lexicon)) {
    double weight = 0;
    for (auto i = found.start; i < found.start + found.length; ++i)
      weight = std::max(weight, reading.weights[i]);
    out.push_back({concept_key(found.atom), weight * kConceptShare, false});
  }
}

// Each feature once, ascending by key; unknown words stay apart, as each counts.
std::vector<Feature> features_of(const Reading& reading, const Lexicon& lexicon) {
  std::vector<Feature> out;
  out.reserve(reading.tokens.size() * 3 + 8);
  add_words(reading, out);
  add_concepts(reading, lexicon, out);
  std::ranges::sort(out, {}, &Feature::key);
  const auto same = [](const Feature& a, const Feature& b) {
    return a.key == b.key && a.key != kUnknownWord;
  };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

void sort_best_first(std::vector<Likeness>& list) {
  std::ranges::sort(list, [](const Likeness& a, const Likeness& b) {
    return a.value != b.value ? a.value > b.value : a.rule < b.rule;
  });
}

// Counts up points for examples in a small table: open addressing, sized for what one message may propose.
class Tally {
 public:
  struct Entry {
    ExampleId example;
    float points;
  };

  Tally() : table_(ExampleIndex::kMaxPostings * 2, kEmpty) { entries_.reserve(ExampleIndex::kMaxPostings); }

  void add(ExampleId example, float points) {
    auto at = (example * 2654435761U) % table_.size();
    while (table_[at] != kEmpty && entries_[table_[at]].example != example) at = (at + 1) % table_.size();
    if (table_[at] == kEmpty) {
      table_[at] = static_cast<std::uint16_t>(entries_.size());
      entries_.push_back({example, 0});
    }
    entries_[table_[at]].points += points;
  }

  // The entries with most points, ties by number; at most `limit`, in no order.
  std::vector<Entry> best(std::size_t limit) {
    if (entries_.size() > limit) {
      const auto better = [](const Entry& a, const Entry& b) {
        return a.points != b.points ? a.points > b.points : a.example < b.example;
      };
      std::ranges::nth_element(entries_, entries_.begin() + static_cast<std::ptrdiff_t>(limit), better);
      entries_.resize(limit);
    }
    return std::move(entries_);
  }

 private:
  static constexpr std::uint16_t kEmpty = UINT16_MAX;

  std::vector<std::uint16_t> table_;  // into entries_
  std::vector<Entry> entries_;
};

}  // namespace

void ExampleIndex::add(RuleId rule, ExampleKind kind, const Reading& reading, const Lexicon& lexicon) {
  const auto id = static_cast<ExampleId>(examples_.size());
  const auto first = static_cast<std::uint32_t>(features_.size());
  double squares = 0;
  for (const auto& feature : features_of(reading, lexicon)) {
    squares += feature.weight * feature.weight;
    const auto [known, fresh] = ids_.try_emplace(feature.key, static_cast<FeatureId>(postings_.size()));
    if (fresh) postings_.emplace_back();
    postings_[known->second].push_back(id);
    features_.push_back({known->second, static_cast<float>(feature.weight), feature.said});
  }
  std::sort(features_.begin() + first, features_.end(),
            [](auto& a, auto& b) { return a.feature < b.feature; });
  if (kind == ExampleKind::kQuestion) {
    if (profiles_.size() <= rule) profiles_.resize(rule + 1);
    for (auto i = first; i < features_.size(); ++i) {
      if (features_[i].said) profiles_[rule].push_back(features_[i].feature);
    }
  }
  examples_.push_back({rule, kind, static_cast<float>(std::sqrt(squares)), first,
                       static_cast<std::uint32_t>(features_.size())});
}

void ExampleIndex::finish() {
  for (auto& profile : profiles_) {
    std::ranges::sort(profile);
    profile.erase(std::unique(profile.begin(), profile.end()), profile.end());
    profile.shrink_to_fit();
  }
}

ExampleIndex::Query ExampleIndex::query_of(const Reading& reading, const Lexicon& lexicon) const {
  Query query;
  double squares = 0;
  for (const auto& feature : features_of(reading, lexicon)) {
    squares += feature.weight * feature.weight;
    if (feature.said) query.said += feature.weight;
    if (const auto known = ids_.find(feature.key); known != ids_.end()) {
      query.features.push_back({known->second, static_cast<float>(feature.weight), feature.said});
    }
  }
  std::ranges::sort(query.features, {}, &Weighted::feature);
  query.norm = std::sqrt(squares);
  return query;
}

// Walks the postings of the rarest features until the budget is spent.
std::vector<ExampleId> ExampleIndex::propose(const Query& query) const {
  auto rare = query.features;
  std::ranges::sort(
      rare, {}, [&](const Weighted& one) { return std::pair(postings_[one.feature].size(), one.feature); });
  Tally tally;
  std::size_t budget = kMaxPostings;
  for (const auto& one : rare) {
    const auto& row = postings_[one.feature];
    const auto size = std::min(row.size(), budget);
    for (std::size_t i = 0; i < size; ++i)
      tally.add(row[i], one.weight * one.weight / examples_[row[i]].norm);
    budget -= size;
    if (budget == 0) break;
  }
  std::vector<ExampleId> out;
  for (const auto& entry : tally.best(kMaxCompared)) out.push_back(entry.example);
  return out;
}

double ExampleIndex::cosine(const Query& query, const Example& example) const {
  double dot = 0;
  auto mine = features_.begin() + example.first;
  const auto end = features_.begin() + example.last;
  for (const auto& wanted : query.features) {
    while (mine != end && mine->feature < wanted.feature) ++mine;
    if (mine == end) break;
    if (mine->feature == wanted.feature)
      dot += static_cast<double>(mine->weight) * static_cast<double>(wanted.weight);
  }
  const auto norms = query.norm * static_cast<double>(example.norm);
  return norms <= 0 ? 0 : std::min(1.0, dot / norms);
}

double ExampleIndex::profile(const Query& query, RuleId rule) const {
  double known = 0;
  auto mine = profiles_[rule].begin();
  const auto end = profiles_[rule].end();
  for (const auto& wanted : query.features) {
    while (mine != end && *mine < wanted.feature) ++mine;
    if (mine == end) break;
    if (*mine == wanted.feature) known += static_cast<double>(wanted.weight);
  }
  return query.said <= 0 ? 0 : std::min(1.0, known / query.said);
}

Nearest ExampleIndex::nearest(const Reading& reading, const Lexicon& lexicon) const {
  const auto query = query_of(reading, lexicon);
  Nearest out;
  for (const auto id : propose(query)) {
    const auto& example = examples_[id];
    const Likeness found{example.rule, id, cosine(query, example)};
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
