#include "adapters/web/http_connection.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <exception>
#include <limits>
#include <optional>

#include "adapters/web/http_reply.h"
#include "adapters/web/net.h"
#include "adapters/web/request_guard.h"
#include "adapters/web/websocket_connection.h"

namespace verbatim::web {
namespace {

constexpr std::size_t kReadBytes = 2048;
constexpr std::chrono::seconds kLingerTime{2};  // for a client to read a last reply before the socket goes
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

template <class Request>
std::vector<Header> headers_of(const Request& request) {
  std::vector<Header> headers;
  for (const auto& field : request) headers.push_back({view(field.name_string()), view(field.value())});
  return headers;
}

std::string_view query_of(std::string_view target) {
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

template <class Request>
std::vector<std::string_view> offered_subprotocols(const Request& request) {
  std::vector<std::string_view> offered;
  const auto [first, last] = request.equal_range(http::field::sec_websocket_protocol);
  for (auto field = first; field != last; ++field)
    for (const auto& token : http::token_list(field->value())) offered.push_back(view(token));
  return offered;
}

// Reading and writing alternate, so there is at most one operation under way, and
// its handler owns the connection; while an application thinks, the connection owns itself.
class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(Worker& worker, Descriptor descriptor, Slot slot)
      : Connection(worker), slot_(std::move(slot)), socket_(worker.context()) {
    socket_.assign(tcp::v4(), descriptor.get());  // v6 as well: the family is not asked for again
    descriptor.release();
  }

  void start() {
    error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    await_request();
  }

  void on_sweep(Clock::time_point now) override {
    if (now >= deadline_) cut();
  }

  void on_stop() override {
    if (stage_ == Stage::kHeader && scanned_ == 0) cut();  // between requests
  }

  void cut() override {
    error_code ignored;
    socket_.close(ignored);
    if (const auto last = std::move(self_)) asked_ = false;
  }

 private:
  using Parser = http::request_parser<http::string_body>;
  enum class Stage { kHeader, kBody, kAnswer, kReply, kLinger };

  const ServerOptions& options() const { return worker().options(); }

  void enter(Stage stage, std::chrono::milliseconds limit) {
    stage_ = stage;
    deadline_ = worker().now() + limit;
  }

  void await_request() {
    enter(Stage::kHeader, options().header_timeout);
    scanned_ = 0;
    parser_.reset();
    reply_ = {};
    on_header_bytes();
  }

  void read() {
    const auto used = in_.size();
    in_.resize(used + kReadBytes);
    socket_.async_read_some(net::buffer(in_.data() + used, kReadBytes),
                            [self = shared_from_this(), used](error_code ec, std::size_t size) {
                              self->in_.resize(used + size);
                              if (!ec) self->on_bytes();
                            });
  }

  void on_bytes() {
    switch (stage_) {
      case Stage::kHeader:
        return on_header_bytes();
      case Stage::kBody:
        return on_body_bytes();
      case Stage::kAnswer:
      case Stage::kReply:
        return;
      case Stage::kLinger:
        return drain();
    }
  }

  // Hole 2: the parser gets the header only once it is here as a whole, within the limit.
  void on_header_bytes() {
    const auto scan = scan_head(in_, scanned_);
    const auto size = scan.state == HeadScan::State::kIncomplete ? in_.size() : scan.size;
    if (scan.state == HeadScan::State::kBad) return refuse({400, "A header line does not end with CR LF."});
    if (size > options().max_header_bytes) return refuse({431, "The request header is too long."});
    if (scan.state == HeadScan::State::kComplete) return on_header(scan.size);
    scanned_ = in_.size();
    read();
  }

  void on_header(std::size_t size) {
    const auto head = std::string_view(in_).substr(0, size);
    if (const auto refusal = check_head(head)) return refuse(*refusal);
    parser_.emplace();
    parser_->eager(true);
    parser_->header_limit(std::numeric_limits<std::uint32_t>::max());
    parser_->body_limit(body_limit(head));
    error_code ec;
    parser_->put(net::buffer(head), ec);
    if (ec == http::error::body_limit) return refuse_body();
    if ((ec && ec != http::error::need_more) || !parser_->is_header_done())
      return refuse({400, "The request header is malformed."});
    if (websocket::is_upgrade(parser_->get())) return on_upgrade(head);
    in_.erase(0, size);
    enter(Stage::kBody, options().body_timeout);
    expects_continue() ? send_continue() : on_body_bytes();
  }

  // The parser compares the length that is announced as soon as it reads it, so the path is looked at first.
  std::size_t body_limit(std::string_view head) const {
    const auto begin = head.find(' ') + 1;
    const auto path = path_of(head.substr(begin, head.find(' ', begin) - begin));
    const auto own = path ? worker().application().most_body_bytes(*path) : 0;
    return own > 0 ? own : options().max_body_bytes;
  }

  bool expects_continue() const {
    return !parser_->is_done() && in_.empty() &&
           beast::iequals(parser_->get()[http::field::expect], "100-continue");
  }

  void send_continue() {
    net::async_write(socket_, net::buffer(kContinue),
                     [self = shared_from_this()](error_code ec, std::size_t) {
                       if (!ec) self->read();
                     });
  }

  void on_body_bytes() {
    error_code ec;
    while (!parser_->is_done() && !in_.empty() && !ec) in_.erase(0, parser_->put(net::buffer(in_), ec));
    if (parser_->is_done()) return answer();
    if (ec == http::error::body_limit) return refuse_body();
    // A chunk's own header must fit as well: what the parser leaves has to be small.
    if ((ec && ec != http::error::need_more) || in_.size() > options().max_header_bytes)
      return refuse({400, "The request body is malformed."});
    read();
  }

  void answer() {
    const auto& request = parser_->get();
    const auto path = path_of(view(request.target()));
    if (!path) return refuse({400, "The request target is not a path."});
    head_only_ = request.method() == http::verb::head;
    keep_alive_ = request.version() == 11 && request.keep_alive();
    ask_application({.method = head_only_ ? "GET" : view(request.method_string()),
                     .path = *path,
                     .query = query_of(view(request.target())),
                     .origin = view(request[http::field::origin]),
                     .content_type = view(request[http::field::content_type]),
                     .body = request.body(),
                     .client = client(),
                     .headers = headers_of(request)});
  }

  void ask_application(const HttpRequest& request) {
    enter(Stage::kAnswer, options().write_timeout);
    asked_ = true;
    self_ = shared_from_this();
    try {
      worker().application().on_http(request, responder());
    } catch (const std::exception& error) {
      spdlog::error("A request failed: {}.", error.what());
      on_answer(plain_reply(500, "Something went wrong on our side."));
    }
  }

  // Other threads hand the reply over at the worker's door.
  Respond responder() {
    return [weak = weak_from_this(), door = worker().door()](HttpReply reply) {
      if (door->is_here()) {
        if (const auto self = weak.lock()) self->on_answer(std::move(reply));
        return;
      }
      door->post([weak, reply = std::move(reply)]() mutable {
        if (const auto self = weak.lock()) self->on_answer(std::move(reply));
      });
    };
  }

  void on_answer(HttpReply answer) {
    if (!std::exchange(asked_, false)) return;
    const auto self = std::move(self_);
    reply(std::move(answer), keep_alive_, head_only_);
  }

  const std::string& client() {
    if (client_.empty()) {
      error_code ignored;
      client_ = socket_.remote_endpoint(ignored).address().to_string();
    }
    return client_;
  }

  void on_upgrade(std::string_view head) {
    if (const auto refusal = check_upgrade(head)) return refuse(*refusal);
    if (in_.size() > head.size()) return refuse({400, "Wait for the handshake before you send frames."});
    auto& request = parser_->get();
    const auto path = path_of(view(request.target()));
    if (!path) return refuse({400, "The request target is not a path."});
    auto admission = worker().application().on_websocket({.path = *path,
                                                          .origin = view(request[http::field::origin]),
                                                          .client = client(),
                                                          .subprotocols = offered_subprotocols(request),
                                                          .headers = headers_of(request)});
    if (!admission.endpoint) return reply(std::move(admission.refusal), false, false);
    start_websocket(worker(), {std::move(slot_), std::move(socket_), parser_->release(),
                               std::move(admission.endpoint), std::move(admission.subprotocol)});
  }

  void refuse(const Refusal& refusal) {
    auto answer = plain_reply(refusal.status, refusal.why);
    if (refusal.status == 426) answer.headers = {{"Sec-WebSocket-Version", "13"}};
    reply(std::move(answer), false, false);
  }

  void refuse_body() { refuse({413, "The request body is too long."}); }

  void reply(HttpReply reply, bool keep_alive, bool head_only) {
    enter(Stage::kReply, options().write_timeout);
    keep_alive = keep_alive && !worker().stopping();
    reply_ = std::move(reply);
    head_ = print_head(reply_, keep_alive);
    const auto body = head_only ? std::string_view{} : body_of(reply_);
    net::async_write(socket_, std::array<net::const_buffer, 2>{net::buffer(head_), net::buffer(body)},
                     [self = shared_from_this(), keep_alive](error_code ec, std::size_t) {
                       if (!ec) self->on_replied(keep_alive);
                     });
  }

  void on_replied(bool keep_alive) {
    if (keep_alive && !worker().stopping()) return await_request();
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    enter(Stage::kLinger, kLingerTime);
    drain();
  }

  // Closing with unread bytes would reset the connection, and the client might never
  // see the reply.  Reads until the client closes, or kLingerTime is over.
  void drain() {
    in_.clear();
    read();
  }

  Slot slot_;
  Socket socket_;
  Stage stage_ = Stage::kHeader;
  Clock::time_point deadline_;
  std::string in_;  // read and not yet used
  std::size_t scanned_ = 0;
  std::optional<Parser> parser_;
  std::string client_;                    // its address, once it was asked for
  std::shared_ptr<HttpConnection> self_;  // while an application has the request
  bool asked_ = false;                    // and its reply is awaited
  bool keep_alive_ = false;
  bool head_only_ = false;
  HttpReply reply_;  // being sent, with head_
  std::string head_;
};

}  // namespace

void start_http(Worker& worker, Descriptor socket, Slot slot) {
  if (worker.stopping()) return;  // accepted a moment too late
  std::make_shared<HttpConnection>(worker, std::move(socket), std::move(slot))->start();
}

}  // namespace verbatim::web
