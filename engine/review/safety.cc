#include "engine/review/safety.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace verbatim::review {
namespace {

// States of one flow that are walked; a flow of a hundred steps stays below.
constexpr std::size_t kMaxStates = 400;
// Samples of one danger rule that are asked in every state.
constexpr std::size_t kSamplesInStates = 3;

bool is_danger(const Reply& reply) {
  return reply.kind == ReplyKind::kUrgent || reply.kind == ReplyKind::kCrisis;
}

struct Sample {
  const Rule* rule;
  const Text* example;
};

// Every example by itself; the first few of each rule that are recognised come back.
std::vector<Sample> check_samples(const Desk& desk) {
  std::vector<Sample> out;
  for (const auto& rule : desk.edition.rules()) {
    if (rule.tier == Tier::kNormal) continue;
    std::size_t kept = 0;
    for (const auto& example : rule.examples) {
      auto session = desk.start();
      if (!is_danger(reply(desk.site, session, {.text = example.text}, {}))) {
        desk.add(Severity::kError, "lost-danger", place_of(example),
                 "\"" + example.text + "\" shows no danger card.", "Add a pattern for it.");
      } else if (kept++ < kSamplesInStates) {
        out.push_back({&rule, &example});
      }
    }
  }
  return out;
}

// A state of a flow that buttons can lead to, and what it is called.
struct State {
  std::string name;
  Session session;
};

std::vector<State> states_of(const Desk& desk, const Rule& door) {
  std::vector<State> states;
  std::set<std::string> known;
  auto start = desk.start();
  static_cast<void>(reply(desk.site, start, {.choice = door.id}, {}));
  std::vector<Session> open{std::move(start)};
  while (!open.empty() && states.size() < kMaxStates) {
    const auto session = std::move(open.back());
    open.pop_back();
    if (session.flow.flow.empty() || session.flow.picked.size() > 1) continue;
    auto name = session.flow.flow + '/' + session.flow.step + (session.flow.picked.empty() ? "" : "+");
    if (!known.insert(name).second) continue;
    states.push_back({std::move(name), session});
    for (const auto& value : session.choices) {
      auto next = session;
      static_cast<void>(reply(desk.site, next, {.choice = value}, {}));
      open.push_back(std::move(next));
    }
  }
  return states;
}

void walk_flows(const Desk& desk, const std::vector<Sample>& samples) {
  for (const auto& door : desk.edition.rules()) {
    if (!door.flow) continue;
    for (const auto& state : states_of(desk, door)) {
      for (const auto& sample : samples) {
        auto session = state.session;
        if (is_danger(reply(desk.site, session, {.text = sample.example->text}, {}))) continue;
        desk.add(Severity::kError, "hidden-danger", place_of(*sample.example),
                 "In the flow, at " + state.name + ", \"" + sample.example->text + "\" shows no danger card.",
                 "Report this: no state of a conversation may hide a danger.");
      }
    }
  }
}

}  // namespace

void review_safety(const Desk& desk) {
  for (const auto tier : {Tier::kUrgent, Tier::kCrisis}) {
    const auto& rules = desk.edition.rules();
    if (std::ranges::find(rules, tier, &Rule::tier) != rules.end()) continue;
    const std::string name = tier == Tier::kUrgent ? "urgent" : "crisis";
    desk.add(Severity::kWarning, "no-danger-rules", {desk.edition.folder() + "clinic.json", {}},
             "No rule has the tier " + name + ".",
             "Add safety.json: what visitors type in danger, and where they get help at once.");
  }
  walk_flows(desk, check_samples(desk));
}

}  // namespace verbatim::review
