#include "adapters/web/websocket_connection.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <vector>

#include "adapters/web/net.h"

namespace verbatim::web {
namespace {

constexpr std::size_t kFirstRead = 512;  // holds nearly every message of a chat

class WebSocketConnection;

// Holds the connection weakly, and looks for it on its own thread only: there it may end.
class ConnectionMailbox final : public Mailbox {
 public:
  ConnectionMailbox(std::shared_ptr<Door> door, std::weak_ptr<WebSocketConnection> connection)
      : door_(std::move(door)), connection_(std::move(connection)) {}

  void run(std::function<void()> work) override;

 private:
  const std::shared_ptr<Door> door_;
  const std::weak_ptr<WebSocketConnection> connection_;
};

// The next read is under way while a reply is written; the handlers of both own
// the connection, and it ends when the last of them has run.
class WebSocketConnection final : public Connection,
                                  public Peer,
                                  public std::enable_shared_from_this<WebSocketConnection> {
 public:
  WebSocketConnection(Worker& worker, Upgrade& upgrade)
      : Connection(worker),
        slot_(std::move(upgrade.slot)),
        stream_(std::in_place, std::move(upgrade.socket)),
        endpoint_(std::move(upgrade.endpoint)) {
    stream_->read_message_max(options().max_message_bytes);
    stream_->auto_fragment(false);
  }

  void start(const Upgrade& upgrade) {
    deadline_ = worker().now() + options().write_timeout;
    control_frames_count_as_life();
    // Read once, while async_accept builds its response.
    stream_->set_option(websocket::stream_base::decorator([&upgrade](websocket::response_type& response) {
      response.set(http::field::server, "verbatim");  // or Beast would name itself and its version
      if (!upgrade.subprotocol.empty())
        response.set(http::field::sec_websocket_protocol, upgrade.subprotocol);
    }));
    stream_->async_accept(upgrade.request,
                          [self = shared_from_this()](error_code ec) { self->on_accept(ec); });
    stream_->set_option(websocket::stream_base::decorator([](websocket::response_type&) {}));
  }

  void send(std::string message, Kind kind) override {
    if (closing_ || ended_) return;
    queued_bytes_ += message.size();
    if (queued_bytes_ > options().max_queue_bytes) return cut();
    waiting_.push_back({std::move(message), kind});
    if (!writing_) write();
  }

  void close(std::uint16_t code, std::string_view reason) override {
    if (closing_ || ended_) return;
    closing_ = true;
    deadline_ = worker().now() + options().close_timeout;
    close_code_ = code;
    close_text_ = reason;
    if (open_ && !writing_) send_close();
  }

  std::shared_ptr<Mailbox> mailbox() override {
    return std::make_shared<ConnectionMailbox>(worker().door(), weak_from_this());
  }

  void run(const std::function<void()>& work) {
    if (open_ && !closing_ && !ended_) guarded(work);
  }

  void on_sweep(Clock::time_point now) override {
    if (ended_) return;
    if (now >= deadline_) return cut();
    if (writing_ && now - write_started_ >= options().write_timeout) return cut();
    if (!open_ || closing_ || now - last_sign_ < options().ping_after) return;
    if (!pinged_) return ping();
    if (now - pinged_at_ >= options().pong_timeout) cut();
  }

  void on_stop() override {
    if (open_ && !closing_ && !ended_) guarded([this] { endpoint_->on_stop(); });
    close(websocket::close_code::going_away, "The server stops.");
  }

  // Resets, so that the system does not keep what the client never read.
  void cut() override {
    if (ended_) return;
    error_code ignored;
    stream_->next_layer().set_option(net::socket_base::linger(true, 0), ignored);
    end();
  }

 private:
  struct Message {
    std::string bytes;
    Kind kind;
  };

  const ServerOptions& options() const { return worker().options(); }

  void control_frames_count_as_life() {
    stream_->control_callback([this](websocket::frame_type, beast::string_view) { note_life(); });
  }

  void note_life() {
    last_sign_ = worker().now();
    pinged_ = false;
  }

  void on_accept(error_code ec) {
    if (ec || ended_) return end();
    open_ = true;
    note_life();
    if (closing_) return send_close();
    deadline_ = Clock::time_point::max();
    if (worker().stopping()) return on_stop();
    guarded([this] { endpoint_->on_open(*this); });
    read();
  }

  // The buffer grows by what has come, never by what a frame declares (hole 1).
  void read() {
    if (ended_) return;
    if (used_ == in_.size()) in_.resize(std::max(kFirstRead, in_.size() * 2));
    stream_->async_read_some(
        net::buffer(in_.data() + used_, in_.size() - used_),
        [self = shared_from_this()](error_code ec, std::size_t size) { self->on_read(ec, size); });
  }

  void on_read(error_code ec, std::size_t size) {
    if (ec || ended_) return end();
    note_life();
    used_ += size;
    if (stream_->is_message_done()) {
      if (!closing_) deliver({in_.data(), used_});
      used_ = 0;
      if (in_.size() > 8 * kFirstRead) std::vector<char>(kFirstRead).swap(in_);
    }
    if (closing_) return;  // async_close reads what is left
    paused_ = queued_bytes_ > options().pause_queue_bytes;
    if (!paused_) read();
  }

  void deliver(std::string_view message) {
    const bool text = stream_->got_text();
    guarded([&] { text ? endpoint_->on_text(message) : endpoint_->on_binary(message); });
  }

  template <class Call>
  void guarded(Call call) {
    try {
      call();
    } catch (const std::exception& error) {
      spdlog::error("A message failed: {}.", error.what());
      close(websocket::close_code::internal_error, "Something went wrong on our side.");
    }
  }

  void write() {
    if (sent_ == sending_.size()) {
      sending_.clear();
      sent_ = 0;
      sending_.swap(waiting_);
    }
    writing_ = true;
    write_started_ = worker().now();
    const auto& message = sending_[sent_];
    stream_->binary(message.kind == Kind::kBinary);
    stream_->async_write(net::buffer(message.bytes),
                         [self = shared_from_this()](error_code ec, std::size_t) { self->on_written(ec); });
  }

  void on_written(error_code ec) {
    writing_ = false;
    if (ec || ended_) return end();
    queued_bytes_ -= sending_[sent_].bytes.size();
    std::string().swap(sending_[sent_++].bytes);  // gives the memory back, which assigning would not
    if (sent_ < sending_.size() || !waiting_.empty()) {
      write();
    } else if (closing_) {
      send_close();
    }
    if (paused_ && queued_bytes_ <= options().pause_queue_bytes / 2) resume();
  }

  // A client that takes its replies again is alive, although nothing was read of late.
  void resume() {
    paused_ = false;
    note_life();
    if (!closing_) read();
  }

  void ping() {
    pinged_ = true;
    pinged_at_ = worker().now();
    if (pinging_) return;
    pinging_ = true;
    stream_->async_ping({}, [self = shared_from_this()](error_code ec) {
      self->pinging_ = false;
      if (ec) self->end();  // the closing handshake is under way, and its other side is silent
    });
  }

  void send_close() {
    const websocket::close_reason reason(static_cast<websocket::close_code>(close_code_), close_text_);
    stream_->async_close(reason, [self = shared_from_this()](error_code) { self->end(); });
  }

  // Closes the socket, which ends the operations under way and with them this object.
  //
  // Two operations of Beast can wait for each other for good: a read that has met a
  // mistake waits to write, and a close that has written waits to read.  Both sit
  // inside the stream and own this object, so the stream is destroyed as well, once
  // the operations that the socket has just aborted have run.
  void end() {
    if (ended_) return;
    ended_ = true;
    error_code ignored;
    stream_->next_layer().close(ignored);
    net::post(worker().context(), [self = shared_from_this()] { self->stream_.reset(); });
  }

  Slot slot_;
  std::optional<WebSocket> stream_;  // empty some time after ended_
  std::unique_ptr<Endpoint> endpoint_;

  std::vector<char> in_;
  std::size_t used_ = 0;  // bytes of in_ that hold the message so far

  std::vector<Message> sending_;  // sending_[sent_] is under way when writing_
  std::vector<Message> waiting_;
  std::size_t sent_ = 0;
  std::size_t queued_bytes_ = 0;

  Clock::time_point deadline_ = Clock::time_point::max();  // of opening or closing
  Clock::time_point last_sign_;
  Clock::time_point pinged_at_;
  Clock::time_point write_started_;
  std::uint16_t close_code_ = 0;
  std::string close_text_;

  bool open_ = false;
  bool writing_ = false;
  bool paused_ = false;  // no read is under way: the client does not take its replies
  bool pinged_ = false;
  bool pinging_ = false;
  bool closing_ = false;
  bool ended_ = false;
};

void ConnectionMailbox::run(std::function<void()> work) {
  door_->post([connection = connection_, work = std::move(work)] {
    if (const auto open = connection.lock()) open->run(work);
  });
}

}  // namespace

void start_websocket(Worker& worker, Upgrade&& upgrade) {
  std::make_shared<WebSocketConnection>(worker, upgrade)->start(upgrade);
}

}  // namespace verbatim::web
