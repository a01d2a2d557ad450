// No state of a conversation hides a danger: every state of every flow, and the state after every
// answer, against every example of every danger rule, as written and mistyped.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/cli/typo.h"
#include "adapters/host/site_loader.h"
#include "engine/engine.h"

using namespace verbatim;

namespace {

constexpr std::uint64_t kTypos = 3;  // of each sample

struct Sample {
  std::string text;
  ReplyKind kind;    // what a fresh conversation gives
  std::string card;  // the rule whose card comes first
};

bool is_danger(ReplyKind kind) { return kind == ReplyKind::kUrgent || kind == ReplyKind::kCrisis; }

Session start_in(const Rulebook& edition) { return {.locale = edition.clinic().locale}; }

Sample sample_of(const Rulebook& site, const Rulebook& edition, std::string text) {
  auto session = start_in(edition);
  const auto fresh = reply(site, session, {.text = text}, {});
  return {std::move(text), fresh.kind, std::string(fresh.rule())};
}

std::vector<Sample> samples_of(const Rulebook& site, const Rulebook& edition) {
  std::vector<Sample> samples;
  for (const auto& rule : edition.rules()) {
    if (rule.tier == Tier::kNormal) continue;
    for (const auto& example : rule.examples) samples.push_back(sample_of(site, edition, example.text));
  }
  return samples;
}

// The samples with a typo each; those that a fresh conversation does not recognise are left out.
std::vector<Sample> mistyped(const Rulebook& site, const Rulebook& edition,
                             const std::vector<Sample>& samples) {
  std::vector<Sample> out;
  for (std::uint64_t seed = 1; seed <= kTypos; ++seed) {
    for (const auto& sample : samples) {
      auto typo = sample_of(site, edition, cli::with_typo(sample.text, seed));
      if (is_danger(typo.kind)) out.push_back(std::move(typo));
    }
  }
  return out;
}

// The state of a flow that buttons can lead to, each once: by step and by what is picked there.
std::map<std::string, Session> flow_states(const Rulebook& site, Session start, const std::string& door) {
  std::map<std::string, Session> states;
  const auto opened = reply(site, start, {.choice = door}, {});
  REQUIRE(opened.kind == ReplyKind::kFlow);
  std::vector<Session> open{start};
  while (!open.empty()) {
    const auto session = open.back();
    open.pop_back();
    auto name = session.flow.flow + '/' + session.flow.step;
    for (const auto& picked : session.flow.picked) name += '+' + picked;
    if (session.flow.picked.size() > 1 || !states.emplace(name, session).second) continue;
    for (const auto& value : session.choices) {
      auto next = session;
      static_cast<void>(reply(site, next, {.choice = value}, {}));
      if (!next.flow.flow.empty()) open.push_back(next);
    }
  }
  return states;
}

void check_in(const Rulebook& site, const std::string& state, const Session& session,
              const std::vector<Sample>& samples) {
  for (const auto& sample : samples) {
    auto copy = session;
    const auto answer = reply(site, copy, {.text = sample.text}, {});
    if (answer.kind == sample.kind && answer.rule() == sample.card) continue;
    FAIL_CHECK("in the state " << state << " \"" << sample.text << "\" gives " << name_of(answer.kind) << ' '
                               << answer.rule() << ", not " << sample.card);
  }
}

// The site, and one language of it whose dangers and states are walked.
class Walk {
 public:
  Walk(std::shared_ptr<const Rulebook> site, const Rulebook& edition)
      : site_(std::move(site)),
        edition_(edition),
        samples_(samples_of(*site_, edition)),
        mistyped_(mistyped(*site_, edition, samples_)) {}

  void check_samples() const {
    REQUIRE(samples_.size() > 30);
    for (const auto& sample : samples_) {
      CAPTURE(sample.text);
      CHECK(is_danger(sample.kind));
    }
    const auto recognised =
        static_cast<double>(mistyped_.size()) / static_cast<double>(samples_.size() * kTypos);
    MESSAGE("danger recognised after a typo: " << recognised);
    CHECK(recognised > 0.95);
  }

  void check_flows() const {
    for (const auto& rule : edition_.rules()) {
      if (!rule.flow) continue;
      for (const auto& [name, session] : flow_states(*site_, start_in(edition_), rule.id)) {
        check_in(*site_, name, session, samples_);
        check_in(*site_, name, session, mistyped_);
      }
    }
  }

  void check_after_answers() const {
    for (const auto& rule : edition_.rules()) {
      auto session = start_in(edition_);
      static_cast<void>(reply(*site_, session, {.choice = rule.id}, {}));
      check_in(*site_, "after " + rule.id, session, samples_);
    }
  }

 private:
  std::shared_ptr<const Rulebook> site_;
  const Rulebook& edition_;
  std::vector<Sample> samples_;
  std::vector<Sample> mistyped_;
};

std::vector<Walk> walks() {
  const auto site = load_site("rules/microneedling");
  REQUIRE(site.rulebook);
  std::vector<Walk> out;
  out.emplace_back(site.rulebook, *site.rulebook);
  for (const auto& translation : site.rulebook->translations()) out.emplace_back(site.rulebook, *translation);
  REQUIRE(out.size() == 2);
  return out;
}

}  // namespace

TEST_CASE("every example of a danger rule shows a danger card, mistyped ones nearly always") {
  for (const auto& walk : walks()) walk.check_samples();
}

TEST_CASE("no state of a flow hides a danger") {
  for (const auto& walk : walks()) walk.check_flows();
}

TEST_CASE("no answer given before hides a danger") {
  for (const auto& walk : walks()) walk.check_after_answers();
}
