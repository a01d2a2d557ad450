#include "adapters/web/worker.h"

#include <spdlog/spdlog.h>

#include <exception>
#include <optional>
#include <utility>

#include "adapters/web/net.h"

namespace verbatim::web {

// Only one thread runs the context, so the reactor needs no locks for input and
// output; posting from other threads stays safe.
struct Worker::Loop {
  net::io_context context{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO};
  std::optional<net::executor_work_guard<Executor>> work{net::make_work_guard(context)};
  Timer timer{context};
  std::thread thread;
};

void Door::post(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  if (worker_) worker_->post(std::move(work));
}

Connection::Connection(Worker& worker) : worker_(worker) { worker_.add(*this); }

Connection::~Connection() { worker_.remove(*this); }

Worker::Worker(const ServerOptions& options, Application& application)
    : options_(options),
      application_(application),
      loop_(std::make_unique<Loop>()),
      door_(std::make_shared<Door>(*this)) {}

// The loop holds handlers that own connections, which call remove(): it goes first.
Worker::~Worker() {
  {
    const std::lock_guard lock(door_->mutex_);
    door_->worker_ = nullptr;
  }
  loop_.reset();
}

void Worker::start() {
  loop_->thread = std::thread([this] { run(); });
}

void Worker::stop() {
  post([this] { begin_stop(); });
}

void Worker::cut() {
  post([this] { for_each([](Connection& connection) { connection.cut(); }); });
}

void Worker::join() {
  if (loop_->thread.joinable()) loop_->thread.join();
}

void Worker::post(std::function<void()> work) { net::post(loop_->context, std::move(work)); }

net::io_context& Worker::context() { return loop_->context; }

// One connection's exception (memory ran out) must not end the others: it has
// unwound that connection's handler, and the loop goes on.
void Worker::run() {
  door_->thread_ = std::this_thread::get_id();
  schedule_sweep();
  for (;;) {
    try {
      loop_->context.run();
      return;
    } catch (const std::exception& error) {
      spdlog::error("A connection failed: {}.", error.what());
    }
  }
}

void Worker::schedule_sweep() {
  loop_->timer.expires_after(options_.sweep);
  loop_->timer.async_wait([this](error_code ec) {
    if (ec || (stopping_ && first_ == nullptr)) return;
    schedule_sweep();
    sweep();
  });
}

void Worker::sweep() {
  now_ = Clock::now();
  const bool late = now_ >= drain_deadline_;
  for_each([&](Connection& connection) { late ? connection.cut() : connection.on_sweep(now_); });
}

void Worker::begin_stop() {
  if (stopping_) return;
  now_ = Clock::now();
  stopping_ = true;
  drain_deadline_ = now_ + options_.drain_timeout;
  loop_->work.reset();
  for_each([](Connection& connection) { connection.on_stop(); });
  end_when_empty();
}

void Worker::end_when_empty() {
  if (stopping_ && first_ == nullptr) loop_->timer.cancel();
}

void Worker::add(Connection& connection) {
  connection.next_ = first_;
  if (first_) first_->previous_ = &connection;
  first_ = &connection;
}

void Worker::remove(Connection& connection) {
  if (next_visited_ == &connection) next_visited_ = connection.next_;
  if (connection.next_) connection.next_->previous_ = connection.previous_;
  (connection.previous_ ? connection.previous_->next_ : first_) = connection.next_;
  if (loop_) end_when_empty();
}

// A visit may destroy the connection it is given, and any other.
template <class Visit>
void Worker::for_each(Visit visit) {
  for (auto* connection = first_; connection; connection = next_visited_) {
    next_visited_ = connection->next_;
    visit(*connection);
  }
  next_visited_ = nullptr;
}

}  // namespace verbatim::web
