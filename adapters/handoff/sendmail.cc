#include "adapters/handoff/sendmail.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <array>
#include <utility>
#include <vector>

namespace verbatim::handoff {
namespace {

using messaging::WebResult;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLook{10};

// A file that has no name: a program that does not read cannot hold us up, as it would with a pipe.
int mail_file(const std::string& mail) {
  const int file = ::memfd_create("mail", MFD_CLOEXEC);
  if (file < 0) return -1;
  const auto written = ::write(file, mail.data(), mail.size());
  if (written == static_cast<ssize_t>(mail.size()) && ::lseek(file, 0, SEEK_SET) == 0) return file;
  ::close(file);
  return -1;
}

// 0 when it could not be started.
pid_t start(const std::string& program, int input) {
  ::posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::array<std::string, 3> words{program, "-t", "-i"};
  std::array<char*, 4> arguments{words[0].data(), words[1].data(), words[2].data(), nullptr};
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return failed ? 0 : child;
}

WebResult judge(int status) {
  if (!WIFEXITED(status)) return {.kind = WebResult::Kind::kLost};
  switch (WEXITSTATUS(status)) {
    case EX_OK:
      return {.answer = {.status = 200}};
    case EX_TEMPFAIL:
    case EX_UNAVAILABLE:
    case EX_OSERR:
    case EX_OSFILE:
    case EX_CANTCREAT:
    case EX_IOERR:
    case EX_CONFIG:
      return {.answer = {.status = 503}};
    case 127:  // the program is not there
      return {.kind = WebResult::Kind::kNotMade};
    default:
      return {.answer = {.status = 400}};
  }
}

WebResult wait(pid_t child, std::chrono::milliseconds timeout) {
  const auto until = Clock::now() + timeout;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (Clock::now() > until) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return {.kind = WebResult::Kind::kLost};
    }
    std::this_thread::sleep_for(kLook);
  }
  return judge(status);
}

WebResult deliver(const std::string& program, const std::string& mail, std::chrono::milliseconds timeout) {
  const int input = mail_file(mail);
  if (input < 0) return {.kind = WebResult::Kind::kNotMade};
  const auto child = start(program, input);
  ::close(input);
  return child == 0 ? WebResult{.kind = WebResult::Kind::kNotMade} : wait(child, timeout);
}

}  // namespace

Sendmail::Sendmail() : thread_([this] { run(); }) {}

Sendmail::~Sendmail() {
  ends_ = true;
  jobs_.close();
}

void Sendmail::send(std::string program, std::string mail, std::chrono::milliseconds timeout,
                    messaging::WebClient::Done done) {
  Job job{std::move(program), std::move(mail), timeout, std::move(done)};
  if (!jobs_.push(job)) job.done({.kind = WebResult::Kind::kNotMade});
}

void Sendmail::run() {
  std::vector<Job> jobs;
  while (jobs_.take(jobs, std::chrono::seconds(1)))
    for (auto& job : jobs) {
      if (ends_) return;
      job.done(deliver(job.program, job.mail, job.timeout));
    }
}

}  // namespace verbatim::handoff
