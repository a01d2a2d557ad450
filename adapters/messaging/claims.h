// Claims is the one thread on which events are taken, all that wait as one group.
//
// The disk is waited for once a group and not once an event: the more platforms ask at the same time, the
// more fit into one write.  A platform hears "taken" when its group is on the disk.
#ifndef VERBATIM_ADAPTERS_MESSAGING_CLAIMS_H_
#define VERBATIM_ADAPTERS_MESSAGING_CLAIMS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "adapters/messaging/intake.h"
#include "adapters/store/job_queue.h"

namespace verbatim::messaging {

// Seconds since 1970.
using Now = std::function<std::int64_t()>;

class Claims {
 public:
  // Whether all of it is written down, and what was said in the response.  On the claims' thread; must not
  // block.
  using Done = std::function<void(bool kept, std::optional<WebReply> said)>;

  // All arguments outlive it.
  Claims(Ledger& ledger, Intake& intake, Figures& figures, Now now);
  ~Claims();  // takes what waits
  Claims(const Claims&) = delete;
  Claims& operator=(const Claims&) = delete;

  // From any thread: takes the events of one request, in this order.  `in_response` where one answer can be
  // the response itself.
  void take(const Account& account, std::vector<Event> events, bool in_response, Done done);

 private:
  struct Job {
    const Account* account;
    std::vector<Event> events;
    bool in_response;
    Done done;
    std::vector<Intake::Result> results = {};
  };

  void run();
  void take_group(std::vector<Job>& jobs, std::size_t from, std::size_t to);
  void take_events(Job& job, std::set<std::string>& busy);
  void settle(Job& job, bool kept);

  Ledger& ledger_;
  Intake& intake_;
  Figures& figures_;
  const Now now_;
  JobQueue<Job> jobs_;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_CLAIMS_H_
