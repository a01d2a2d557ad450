// What single times cannot say: how a reply's cost grows, as ratios and medians that hold on any machine.
//
//   cold and warm   a message after other programs used the cache, beside one asked again and again
//   memory          bytes of a loaded rulebook for each of its rules, RE2 included
//   hostile text    cost of a byte beside ordinary text of the same length; the aim is at most 2
#include <malloc.h>

#include <cstdio>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "adapters/host/site_loader.h"
#include "engine/engine.h"
#include "tests/bench/generated_rulebook.h"
#include "tests/bench/hostile_texts.h"
#include "tests/bench/median.h"

namespace {

using namespace verbatim;
using RulebookPointer = std::shared_ptr<const Rulebook>;

constexpr std::size_t kCache = std::size_t{32} << 20;  // larger than the caches of one core
constexpr std::size_t kColdReplies = 200;
constexpr std::size_t kWarmReplies = 4000;
constexpr std::size_t kWarmMessages = 8;
constexpr std::size_t kHostileRuns = 25;

std::size_t bytes_in_use() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

double reply_time(const Rulebook& rulebook, const std::string& message) {
  return bench::microseconds([&] {
    Session session;
    (void)reply(rulebook, session, {.text = message}, {});
  });
}

std::vector<std::string> shipped_questions(const Rulebook& rulebook) {
  std::vector<std::string> out;
  for (const auto& rule : rulebook.rules()) {
    for (const auto& example : rule.examples) out.push_back("hello, " + example.text);
  }
  return out;
}

void print_cold_and_warm(const char* name, const Rulebook& rulebook,
                         const std::vector<std::string>& questions) {
  std::vector<unsigned char> evicting(kCache);
  std::vector<double> cold;
  for (std::size_t i = 0; i < kColdReplies; ++i) {
    std::iota(evicting.begin(), evicting.end(), static_cast<unsigned char>(i));
    cold.push_back(reply_time(rulebook, questions[i * 7919 % questions.size()]));
  }
  std::vector<double> unseen;  // other messages, nothing evicted: what a busy server sees
  for (std::size_t i = 0; i < kWarmReplies; ++i)
    unseen.push_back(reply_time(rulebook, questions[i * 7919 % questions.size()]));
  std::vector<double> warm;
  for (std::size_t i = 0; i < kWarmReplies; ++i)
    warm.push_back(reply_time(rulebook, questions[i % kWarmMessages]));
  const auto base = bench::median(warm);
  std::printf("%-18s warm %7.1f us   unseen %7.1f us (x%.1f)   cold %7.1f us (x%.1f)\n", name, base,
              bench::median(unseen), bench::median(unseen) / base, bench::median(cold),
              bench::median(cold) / base);
}

// Loads, says how much memory that took and asks.
void print_rulebook(const char* name, RulebookPointer (*load)(std::size_t), std::size_t rules) {
  const auto before = bytes_in_use();
  RulebookPointer rulebook;
  const auto time = bench::microseconds([&] { rulebook = load(rules); });
  const auto loaded = bytes_in_use() - before;
  const auto questions = rules == 0 ? shipped_questions(*rulebook) : bench::generated_questions(rules, 2000);
  for (const auto& question : questions) reply_time(*rulebook, question);
  const auto used = bytes_in_use() - before;
  const auto count = static_cast<double>(rulebook->rules().size());
  std::printf("%-18s load %7.0f ms   memory %6.2f KB a rule, %6.2f after 2000 questions\n", name, time / 1000,
              static_cast<double>(loaded) / count / 1024, static_cast<double>(used) / count / 1024);
  print_cold_and_warm(name, *rulebook, questions);
}

RulebookPointer shipped(std::size_t) { return load_site(VERBATIM_RULES).rulebook; }

// Median microseconds of a byte.
double byte_time(const Rulebook& rulebook, const std::string& text) {
  std::vector<double> times;
  for (std::size_t i = 0; i < kHostileRuns; ++i) times.push_back(reply_time(rulebook, text));
  return bench::median(times) / static_cast<double>(text.size());
}

void print_hostile(const Rulebook& rulebook) {
  std::string ordinary;
  for (const auto& question : shipped_questions(rulebook)) ordinary += question + ' ';
  const auto length = bench::hostile_texts().front().text.size();
  std::vector<double> short_times;
  for (const auto& question : shipped_questions(rulebook))
    short_times.push_back(reply_time(rulebook, question) / static_cast<double>(question.size()));
  std::printf("\ncost of a byte of questions, %zu bytes of them beside one: x%.2f\n", length,
              byte_time(rulebook, ordinary.substr(0, length)) / bench::median(short_times));
  std::printf("\ncost of a byte beside ordinary text of the same length\n");
  for (const auto& [name, text] : bench::hostile_texts()) {
    const auto usual = byte_time(rulebook, bench::repeated(ordinary, text.size()).substr(0, text.size()));
    const auto mine = byte_time(rulebook, text);
    std::printf("  %-26s %6zu bytes   x%.2f\n", name.data(), text.size(), mine / usual);
  }
}

}  // namespace

int main() {
  print_rulebook("shipped", shipped, 0);
  print_rulebook("500 rules", bench::generated_rulebook, 500);
  print_rulebook("5 000 rules", bench::generated_rulebook, 5000);
  print_rulebook("50 000 rules", bench::generated_rulebook, 50000);
  print_hostile(*shipped(0));
}
