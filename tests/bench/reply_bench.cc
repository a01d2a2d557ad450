// How long one reply takes, from text to blocks, as the rulebook grows: ./dev bench
//
// Every iteration asks another question, as visitors do.  Read the growth from
// 50 to 50 000 rules in one run; single figures depend on the machine.
#include <benchmark/benchmark.h>

#include <map>

#include "adapters/host/site_loader.h"
#include "engine/engine.h"
#include "engine/match/matcher.h"
#include "engine/review/review.h"
#include "tests/bench/generated_rulebook.h"
#include "tests/unit/planted_rules.h"

namespace {

using namespace verbatim;

// Built once and kept, as loading is not what is timed here.
const Rulebook& generated(std::size_t rules) {
  static std::map<std::size_t, std::shared_ptr<const Rulebook>> built;
  auto& rulebook = built[rules];
  if (!rulebook) rulebook = bench::generated_rulebook(rules);
  return *rulebook;
}

void ask_all(benchmark::State& state, const Rulebook& rulebook, const std::vector<std::string>& questions) {
  std::size_t next = 0;
  std::size_t answered = 0;
  for (auto step : state) {
    (void)step;
    Session session;
    const auto answer = reply(rulebook, session, {.text = questions[next++ % questions.size()]}, {});
    answered += answer.kind == ReplyKind::kAnswer;
    benchmark::DoNotOptimize(answer.blocks.data());
  }
  state.counters["answered"] =
      benchmark::Counter(static_cast<double>(answered), benchmark::Counter::kAvgIterations);
  state.counters["shapes"] = static_cast<double>(rulebook.matcher().shape_count());
}

void BM_GeneratedReply(benchmark::State& state) {
  const auto rules = static_cast<std::size_t>(state.range(0));
  ask_all(state, generated(rules), bench::generated_questions(rules, 2000));
}
BENCHMARK(BM_GeneratedReply)->Arg(50)->Arg(500)->Arg(5000)->Arg(50000);

void BM_ShippedReply(benchmark::State& state) {
  const auto site = load_site(VERBATIM_RULES);
  if (!site.rulebook) return state.SkipWithError("the shipped rulebook has errors");
  std::vector<std::string> questions;
  for (const auto& rule : site.rulebook->rules()) {
    for (const auto& example : rule.examples) questions.push_back("hello, " + example.text);
  }
  ask_all(state, *site.rulebook, questions);
}
BENCHMARK(BM_ShippedReply);

void BM_Load(benchmark::State& state) {
  const auto files = bench::generated_files(static_cast<std::size_t>(state.range(0)));
  for (auto step : state) {
    (void)step;
    benchmark::DoNotOptimize(Rulebook::parse(files).rulebook);
  }
}
BENCHMARK(BM_Load)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);

// All of `verbatim check` but reading the files.
void check(benchmark::State& state, const std::vector<SourceFile>& files) {
  std::size_t findings = 0;
  for (auto step : state) {
    (void)step;
    const auto parsed = Rulebook::parse(files);
    findings = review::review(*parsed.rulebook, {.today = "2026-11-01"}).size();
  }
  state.counters["findings"] = static_cast<double>(findings);
}

void BM_Check(benchmark::State& state) {
  check(state, bench::generated_files(static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(BM_Check)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

// Patterns of all kinds over few words, so that many of them come near each other.
void BM_CheckVaried(benchmark::State& state) {
  check(state, sound_book(static_cast<std::size_t>(state.range(0)), 1).files());
}
BENCHMARK(BM_CheckVaried)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
