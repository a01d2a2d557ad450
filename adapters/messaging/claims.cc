#include "adapters/messaging/claims.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace verbatim::messaging {
namespace {

constexpr std::size_t kMostWaiting = 10'000;  // requests; more are asked to come again
constexpr std::size_t kMostInGroup = 256;
constexpr std::chrono::seconds kPatience{1};

}  // namespace

Claims::Claims(Ledger& ledger, Intake& intake, Figures& figures, Now now)
    : ledger_(ledger),
      intake_(intake),
      figures_(figures),
      now_(std::move(now)),
      jobs_(kMostWaiting),
      thread_([this] { run(); }) {}

Claims::~Claims() { jobs_.close(); }

void Claims::take(const Account& account, std::vector<Event> events, bool in_response, Done done) {
  Job job{
      .account = &account, .events = std::move(events), .in_response = in_response, .done = std::move(done)};
  if (jobs_.push(job)) return;
  figures_.add(Figure::kNotWritten, job.events.size());
  job.done(false, std::nullopt);
}

void Claims::run() {
  std::vector<Job> jobs;
  while (jobs_.take(jobs, kPatience))
    for (std::size_t from = 0; from < jobs.size(); from += kMostInGroup)
      take_group(jobs, from, std::min(jobs.size(), from + kMostInGroup));
}

void Claims::take_group(std::vector<Job>& jobs, std::size_t from, std::size_t to) {
  std::set<std::string> busy;
  const bool kept = ledger_.group([&] {
    for (auto i = from; i < to; ++i) take_events(jobs[i], busy);
  });
  for (auto i = from; i < to; ++i) settle(jobs[i], kept);
}

// An answer that has calls to make may not be overtaken by the next one's response.
void Claims::take_events(Job& job, std::set<std::string>& busy) {
  for (const auto& event : job.events) {
    const auto conversation = conversation_of(*job.account, event);
    const bool in_response = job.in_response && job.events.size() == 1 && !busy.contains(conversation);
    job.results.push_back(intake_.take(*job.account, event, now_(), in_response));
    if (!job.results.back().outgoing.empty()) busy.insert(conversation);
  }
}

void Claims::settle(Job& job, bool kept) {
  job.results.resize(job.events.size(), {.fate = Fate::kNotWritten});
  std::optional<WebReply> said;
  for (auto& result : job.results) {
    if (result.said) said = std::move(result.said);
    intake_.settle(std::move(result), kept);
  }
  if (!kept) said.reset();
  job.done(kept, std::move(said));
}

}  // namespace verbatim::messaging
