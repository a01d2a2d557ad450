#include "adapters/web/listener.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>

#include <cerrno>
#include <charconv>
#include <string_view>
#include <utility>

#include "adapters/web/descriptor.h"
#include "adapters/web/http_connection.h"
#include "adapters/web/net.h"

namespace verbatim::web {
namespace {

constexpr int kBatch = 64;  // connections accepted before others get their turn

constexpr std::string_view kBusy =
    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 5\r\n\r\n";

std::optional<tcp::endpoint> endpoint_of(std::string_view listen) {
  const auto colon = listen.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto host = listen.substr(0, colon);
  const auto digits = listen.substr(colon + 1);
  if (host == "localhost") host = "127.0.0.1";
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  error_code ec;
  const auto address = net::ip::make_address(std::string(host), ec);
  if (ec || wrong != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return tcp::endpoint(address, port);
}

std::string explain(const error_code& ec, const std::string& listen) {
  if (ec == net::error::address_in_use)
    return "port " + listen.substr(listen.rfind(':') + 1) +
           " is in use: stop the program that listens there, or choose another port with --listen";
  if (ec == net::error::access_denied)
    return "may not listen on " + listen + ": ports below 1024 need permission, choose another with --listen";
  return "cannot listen on " + listen + ": " + ec.message();
}

// The system has nothing left for another connection.
bool exhausted(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

Descriptor open_spare() { return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }

void refuse_busy(int descriptor) {
  ::send(descriptor, kBusy.data(), kBusy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::shutdown(descriptor, SHUT_WR);
}

}  // namespace

struct Listener::Acceptor {
  net::basic_socket_acceptor<tcp, Executor> socket;
  Timer pause;
  Descriptor spare = open_spare();

  explicit Acceptor(net::io_context& context) : socket(context), pause(context) {}
};

Listener::Listener(const ServerOptions& options, Workers& workers, std::atomic<std::size_t>& taken)
    : options_(options),
      workers_(workers),
      taken_(taken),
      acceptor_(std::make_unique<Acceptor>(workers.front()->context())) {}

Listener::~Listener() = default;

// A service manager may have opened the port already: sd_listen_fds(3).
bool Listener::take_over() {
  if (::sd_listen_fds(/*unset_environment=*/1) < 1) return false;
  error_code ec;
  auto& socket = acceptor_->socket;
  socket.assign(tcp::v6(), SD_LISTEN_FDS_START, ec);  // v4 as well: the family is not asked for again
  if (!ec) socket.non_blocking(true, ec);
  return !ec;
}

std::optional<std::string> Listener::open() {
  if (take_over()) {
    wait();
    return std::nullopt;
  }
  const auto endpoint = endpoint_of(options_.listen);
  if (!endpoint) return "\"" + options_.listen + "\" is not address:port: write for example 127.0.0.1:8080";
  error_code ec;
  auto& socket = acceptor_->socket;
  socket.open(endpoint->protocol(), ec);
  if (!ec) socket.set_option(net::socket_base::reuse_address(true), ec);
  if (!ec) socket.bind(*endpoint, ec);
  if (!ec) socket.listen(net::socket_base::max_listen_connections, ec);
  if (!ec) socket.non_blocking(true, ec);
  if (ec) return explain(ec, options_.listen);
  wait();
  return std::nullopt;
}

std::uint16_t Listener::port() const {
  error_code ec;
  return acceptor_->socket.local_endpoint(ec).port();
}

void Listener::stop() {
  workers_.front()->post([this] {
    error_code ec;
    acceptor_->socket.close(ec);
    acceptor_->pause.cancel();
  });
}

void Listener::wait() {
  acceptor_->socket.async_wait(net::socket_base::wait_read, [this](error_code ec) {
    if (!ec) accept_waiting();
  });
}

// Accepts by hand, because a socket made by async_accept would be registered with
// this worker's reactor and not with that of the worker it goes to.
void Listener::accept_waiting() {
  for (int i = 0; i < kBatch; ++i) {
    const int descriptor =
        ::accept4(acceptor_->socket.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor >= 0) {
      backing_off_ = false;
      hand_out(descriptor);
    } else if (exhausted(errno)) {
      return back_off();
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      break;
    }
    // Any other error is that of one connection, which went away before it was accepted.
  }
  wait();
}

void Listener::hand_out(int descriptor) {
  Descriptor socket(descriptor);
  Slot slot(taken_);
  if (taken_.load(std::memory_order_relaxed) > options_.max_connections) return refuse_busy(socket.get());
  auto& worker = *workers_[turn_++ % workers_.size()];
  net::post(worker.context(), [&worker, socket = std::move(socket), slot = std::move(slot)]() mutable {
    start_http(worker, std::move(socket), std::move(slot));
  });
}

// Hole 5.  Accepting again at once would fail again at once, and spin.  The spare
// descriptor takes one client out of the queue and tells it to go; then we wait.
void Listener::back_off() {
  if (!std::exchange(backing_off_, true)) spdlog::warn("No descriptors are left: accepting slowly.");
  acceptor_->spare.reset();
  const Descriptor refused(::accept4(acceptor_->socket.native_handle(), nullptr, nullptr, SOCK_CLOEXEC));
  if (refused.get() >= 0) refuse_busy(refused.get());
  acceptor_->spare = open_spare();
  acceptor_->pause.expires_after(options_.accept_back_off);
  acceptor_->pause.async_wait([this](error_code ec) {
    if (!ec) wait();
  });
}

}  // namespace verbatim::web
