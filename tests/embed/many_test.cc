// No globals: a thousand rulebooks and a hundred thousand sessions in one process know nothing of each other.
#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "engine/engine.h"

namespace verbatim {
namespace {

constexpr std::size_t kRulebooks = 1000;
constexpr std::size_t kSessions = 100'000;
constexpr std::size_t kThreads = 4;

// Each clinic opens at its own hour, and knows the other question by another word.
std::shared_ptr<const Rulebook> clinic(std::size_t number) {
  const auto n = std::to_string(number);
  const auto clinic = R"({"name":"Clinic )" + n + R"(","phone":"+1 555 0100","emergency_number":"112",)" +
                      R"("greeting":{"answer":"Hello."},"fallback":{"answer":"Not known to )" + n +
                      R"(."},"clarify":{"answer":"Which?"}})";
  const auto rules = R"({"topic":"visit","rules":[{"id":"hours","title":"When are you open?",)" +
                     std::string(R"("patterns":["when * open"],"answer":"Clinic )") + n +
                     R"( opens.","follow_ups":["price"]},{"id":"price","title":"What is the price of )" + n +
                     R"(?","patterns":["price"],"answer":"It costs )" + n + R"(."}]})";
  return Rulebook::parse({{"clinic.json", clinic}, {"visit.json", rules}}).rulebook;
}

std::string answer(const Rulebook& rulebook, Session& session, std::string_view said) {
  return plain_text(reply(rulebook, session, {.text = said}, {}).blocks);
}

// Every turn of every session is checked; gives how many were wrong.
std::size_t talk(const std::vector<std::shared_ptr<const Rulebook>>& rulebooks,
                 std::vector<Session>& sessions, std::size_t first) {
  std::size_t wrong = 0;
  for (auto i = first; i < sessions.size(); i += kThreads) {
    const auto& rulebook = *rulebooks[i % kRulebooks];
    const auto n = std::to_string(i % kRulebooks);
    wrong += answer(rulebook, sessions[i], "when are you open") != "Clinic " + n + " opens.";
  }
  for (auto i = first; i < sessions.size(); i += kThreads) {
    const auto n = std::to_string(i % kRulebooks);
    wrong += answer(*rulebooks[i % kRulebooks], sessions[i], "1") != "It costs " + n + ".";
    wrong += sessions[i].turns != 2;
  }
  return wrong;
}

}  // namespace

TEST_CASE("1,000 rulebooks and 100,000 sessions in one process, on several threads, keep apart") {
  std::vector<std::shared_ptr<const Rulebook>> rulebooks;
  for (std::size_t i = 0; i < kRulebooks; ++i) {
    rulebooks.push_back(clinic(i));
    REQUIRE(rulebooks.back());
  }
  std::vector<Session> sessions(kSessions);
  std::vector<std::size_t> wrong(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i)
    threads.emplace_back([&, i] { wrong[i] = talk(rulebooks, sessions, i); });
  for (auto& thread : threads) thread.join();
  for (const auto count : wrong) CHECK(count == 0);
}

}  // namespace verbatim
