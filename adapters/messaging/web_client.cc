#include "adapters/messaging/web_client.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <map>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "adapters/messaging/form.h"

namespace verbatim::messaging {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using net::ip::tcp;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMaxAnswer = 8 * 1024 * 1024;  // a full page of updates fits
constexpr std::chrono::seconds kIdle{4};             // shorter than servers keep connections
constexpr std::size_t kIdlePerHost = 8;

// One connection; with TLS on top where the address says https.
struct Connection {
  explicit Connection(net::io_context& context) : plain(context) {}

  beast::tcp_stream plain;
  std::optional<net::ssl::stream<beast::tcp_stream&>> tls;
  Clock::time_point idle_since = {};

  // Anything to read on an idle connection is the end of it.
  bool is_alive(Clock::time_point now) {
    error_code ec;
    auto& socket = plain.socket();
    if (!socket.is_open() || now - idle_since > kIdle) return false;
    socket.non_blocking(true, ec);
    char byte = 0;
    socket.receive(net::buffer(&byte, 1), tcp::socket::message_peek, ec);
    return ec == net::error::would_block;
  }
};

using Pool = std::map<std::string, std::vector<std::unique_ptr<Connection>>>;

http::request<http::string_body> request_of(const Call& call, const Url& url) {
  auto path = url.path;
  while (path.ends_with('/')) path.pop_back();
  http::request<http::string_body> request;
  request.method(http::string_to_verb(call.method));
  request.target(path + call.path);
  request.version(11);
  request.set(http::field::host, url.port.empty() ? url.host : url.host + ':' + url.port);
  request.set(http::field::user_agent, "verbatim");
  if (call.method != "GET") request.set(http::field::content_type, call.content_type);
  for (const auto& [name, value] : call.headers) request.set(name, value);
  request.body() = call.body;
  request.prepare_payload();
  return request;
}

WebAnswer answer_of(const http::response<http::string_body>& response) {
  return {.status = static_cast<int>(response.result_int()),
          .retry_after = std::string(response[http::field::retry_after]),
          .body = response.body()};
}

// One call from address to answer.  The pending handler owns it.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  Exchange(net::io_context& context, net::ssl::context& tls, Pool& pool, Url url, const Call& call,
           std::chrono::milliseconds timeout, WebClient::Done done)
      : context_(context),
        tls_(tls),
        pool_(pool),
        url_(std::move(url)),
        key_(url_.scheme + url_.host + ':' + url_.port),
        timeout_(timeout),
        request_(request_of(call, url_)),
        done_(std::move(done)),
        resolver_(context) {
    parser_.body_limit(kMaxAnswer);
  }

  void start() {
    auto& idle = pool_[key_];
    while (!idle.empty()) {
      connection_ = std::move(idle.back());
      idle.pop_back();
      if (connection_->is_alive(Clock::now())) return write();
    }
    connection_ = std::make_unique<Connection>(context_);
    const auto port = url_.port.empty() ? (url_.scheme == "https" ? "443" : "80") : url_.port;
    auto host = url_.host;
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    resolver_.async_resolve(host, port, [self = shared_from_this()](error_code ec, const auto& found) {
      ec ? self->fail(WebResult::Kind::kNotMade) : self->connect(found);
    });
  }

 private:
  void connect(const tcp::resolver::results_type& found) {
    connection_->plain.expires_after(timeout_);
    connection_->plain.async_connect(found, [self = shared_from_this()](error_code ec, const auto&) {
      if (ec) return self->fail(WebResult::Kind::kNotMade);
      self->url_.scheme == "https" ? self->shake_hands() : self->write();
    });
  }

  void shake_hands() {
    auto& stream = connection_->tls.emplace(connection_->plain, tls_);
    stream.set_verify_mode(net::ssl::verify_peer);
    stream.set_verify_callback(net::ssl::host_name_verification(url_.host));
    if (!SSL_set_tlsext_host_name(stream.native_handle(), url_.host.c_str()))
      return fail(WebResult::Kind::kNotMade);
    stream.async_handshake(net::ssl::stream_base::client, [self = shared_from_this()](error_code ec) {
      ec ? self->fail(WebResult::Kind::kNotMade) : self->write();
    });
  }

  // From here on nobody knows what the other side has done, until it says so.
  void write() {
    connection_->plain.expires_after(timeout_);
    const auto on_written = [self = shared_from_this()](error_code ec, std::size_t) {
      ec ? self->fail(WebResult::Kind::kLost) : self->read();
    };
    if (connection_->tls) return http::async_write(*connection_->tls, request_, on_written);
    http::async_write(connection_->plain, request_, on_written);
  }

  void read() {
    const auto on_read = [self = shared_from_this()](error_code ec, std::size_t) {
      ec ? self->fail(WebResult::Kind::kLost) : self->finish();
    };
    if (connection_->tls) return http::async_read(*connection_->tls, buffer_, parser_, on_read);
    http::async_read(connection_->plain, buffer_, parser_, on_read);
  }

  void finish() {
    const auto& response = parser_.get();
    connection_->plain.expires_never();
    auto& idle = pool_[key_];
    if (response.keep_alive() && buffer_.size() == 0 && idle.size() < kIdlePerHost) {
      connection_->idle_since = Clock::now();
      idle.push_back(std::move(connection_));
    }
    done_({.answer = answer_of(response)});
  }

  void fail(WebResult::Kind kind) { done_({.kind = kind}); }

  net::io_context& context_;
  net::ssl::context& tls_;
  Pool& pool_;
  Url url_;
  const std::string key_;
  const std::chrono::milliseconds timeout_;
  http::request<http::string_body> request_;
  const WebClient::Done done_;
  tcp::resolver resolver_;
  std::unique_ptr<Connection> connection_;
  beast::flat_buffer buffer_;
  http::response_parser<http::string_body> parser_;
};

}  // namespace

struct WebClient::Loop {
  net::io_context context{1};
  net::executor_work_guard<net::io_context::executor_type> work = net::make_work_guard(context);
  net::ssl::context tls{net::ssl::context::tls_client};
  Pool pool;
  std::thread thread;
};

WebClient::WebClient() : loop_(std::make_unique<Loop>()) {
  loop_->tls.set_default_verify_paths();
  loop_->thread = std::thread([this] { loop_->context.run(); });
}

WebClient::~WebClient() { stop(); }

void WebClient::stop() {
  loop_->context.stop();
  if (loop_->thread.joinable()) loop_->thread.join();
}

void WebClient::post(std::function<void()> work) { net::post(loop_->context, std::move(work)); }

void WebClient::after(std::chrono::milliseconds pause, std::function<void()> work) {
  auto timer = std::make_shared<net::steady_timer>(loop_->context, pause);
  timer->async_wait([timer, work = std::move(work)](error_code ec) {
    if (!ec) work();
  });
}

void WebClient::send(std::string base, Call call, std::chrono::milliseconds timeout, Done done) {
  post([this, base = std::move(base), call = std::move(call), timeout, done = std::move(done)]() mutable {
    auto url = read_url(base);
    if (!url || (url->scheme == "http" && !is_loopback(url->host)))
      return done({.kind = WebResult::Kind::kNotMade});
    std::make_shared<Exchange>(loop_->context, loop_->tls, loop_->pool, std::move(*url), call, timeout,
                               std::move(done))
        ->start();
  });
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

}  // namespace verbatim::messaging
