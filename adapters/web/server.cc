#include "adapters/web/server.h"

#include <pthread.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "adapters/web/listener.h"
#include "adapters/web/worker.h"

namespace verbatim::web {
namespace {

constexpr std::size_t kOwnDescriptors = 32;  // for files, logs and event loops

// Asks for as many descriptors as this process may have, and says how many that is.
std::size_t raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<std::size_t>(limit.rlim_cur);
}

ServerOptions settled(ServerOptions options) {
  const auto descriptors = raise_descriptor_limit();
  const auto possible = descriptors > 2 * kOwnDescriptors ? descriptors - kOwnDescriptors : kOwnDescriptors;
  options.max_connections = std::min(options.max_connections, possible);
  if (options.threads == 0) options.threads = std::max(1u, std::thread::hardware_concurrency());
  return options;
}

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

sigset_t held_signals() {
  auto set = stop_signals();
  sigaddset(&set, SIGHUP);
  return set;
}

}  // namespace

struct Server::State {
  ServerOptions options;
  std::atomic<std::size_t> taken{0};  // connections
  std::vector<std::unique_ptr<Worker>> workers;
  std::unique_ptr<Listener> listener;

  void wait() {
    for (auto& worker : workers) worker->join();
  }
};

Server::Server(ServerOptions options, Application& application) : state_(std::make_unique<State>()) {
  state_->options = settled(std::move(options));
  for (unsigned i = 0; i < state_->options.threads; ++i)
    state_->workers.push_back(std::make_unique<Worker>(state_->options, application));
  state_->listener = std::make_unique<Listener>(state_->options, state_->workers, state_->taken);
}

Server::~Server() {
  stop();
  cut();
  wait();
  // The listener's handlers live in the first worker's loop: the listener goes first.
  state_->listener.reset();
}

std::optional<std::string> Server::start() {
  if (auto error = state_->listener->open()) return error;
  spdlog::default_logger_raw();  // made now, and not by whichever thread logs first
  for (auto& worker : state_->workers) worker->start();
  return std::nullopt;
}

std::uint16_t Server::port() const { return state_->listener->port(); }

std::string Server::address() const {
  const auto& listen = state_->options.listen;
  return "http://" + listen.substr(0, listen.rfind(':')) + ':' + std::to_string(port()) + '/';
}

void Server::stop() {
  state_->listener->stop();
  for (auto& worker : state_->workers) worker->stop();
}

void Server::cut() {
  for (auto& worker : state_->workers) worker->cut();
}

void Server::wait() { state_->wait(); }

void Server::hold_signals() {
  const auto set = held_signals();
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void Server::run_until_signal(const std::function<void()>& on_hangup, const std::function<void()>& on_stop) {
  const auto held = held_signals();
  int signal = SIGHUP;
  for (::sigwait(&held, &signal); signal == SIGHUP; ::sigwait(&held, &signal))
    if (on_hangup) on_hangup();
  if (on_stop) on_stop();
  const auto set = stop_signals();
  spdlog::info("Stopping: a second signal stops at once.");
  stop();
  std::atomic<bool> ended{false};
  std::thread second([&] {
    const timespec pause{0, 50'000'000};
    while (!ended)
      if (::sigtimedwait(&set, nullptr, &pause) > 0) cut();
  });
  wait();
  ended = true;
  second.join();
}

}  // namespace verbatim::web
