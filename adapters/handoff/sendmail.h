// Sendmail hands e-mails to the system's own program, one at a time, on a thread of its own.
#ifndef VERBATIM_ADAPTERS_HANDOFF_SENDMAIL_H_
#define VERBATIM_ADAPTERS_HANDOFF_SENDMAIL_H_

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "adapters/messaging/web_client.h"
#include "adapters/store/job_queue.h"

namespace verbatim::handoff {

class Sendmail {
 public:
  Sendmail();
  ~Sendmail();  // ends after the mail that is under way; `done` of those that wait is not called

  // From any thread.  `done` comes from Sendmail's thread.  The program's exit code (sysexits.h) becomes the
  // status: 200, 503 for "try again later", else 400.
  void send(std::string program, std::string mail, std::chrono::milliseconds timeout,
            messaging::WebClient::Done done);

 private:
  struct Job {
    std::string program;
    std::string mail;
    std::chrono::milliseconds timeout;
    messaging::WebClient::Done done;
  };

  void run();

  JobQueue<Job> jobs_{1000};
  std::atomic<bool> ends_ = false;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace verbatim::handoff

#endif  // VERBATIM_ADAPTERS_HANDOFF_SENDMAIL_H_
