// Application is what the transport serves: it answers HTTP requests and talks over WebSockets.
//
// The transport knows no JSON and no rulebook; an Application knows no socket.
// Chat and the echo of the conformance tests are two of them.
#ifndef VERBATIM_ADAPTERS_WEB_APPLICATION_H_
#define VERBATIM_ADAPTERS_WEB_APPLICATION_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verbatim::web {

struct Header {
  std::string_view name;
  std::string_view value;
};

// A request as it was received.  The views live as long as the call they are passed to.
struct HttpRequest {
  std::string_view method;  // "GET", "POST", …; HEAD arrives as GET, and its body is not sent
  std::string_view path;    // from "/" on, without the query, not decoded
  std::string_view query;   // what follows "?", not decoded
  std::string_view origin;
  std::string_view content_type;
  std::string_view body;
  std::string_view client;      // the address that sent it: "203.0.113.7"
  std::vector<Header> headers;  // all of them, in their order

  // The value of the first header of that name, in any case of its letters; empty when there is none.
  std::string_view header(std::string_view name) const;
};

struct HttpReply {
  int status = 200;
  std::string content_type = {};
  std::string body = {};
  std::string_view static_body = {};  // sent instead of `body` when that is empty; outlives the server
  std::vector<std::pair<std::string, std::string>> headers = {};  // more of them; these win over defaults
};

// Takes the reply to a request: once, in the call or later, from any thread.  A client whose reply does
// not come within ServerOptions::write_timeout is cut off.
using Respond = std::function<void(HttpReply)>;

// Reaches the thread of a WebSocket from any other, while the connection lasts.
class Mailbox {
 public:
  virtual ~Mailbox() = default;

  // Runs `work` on the connection's thread, with the endpoint still there; never when the connection has
  // ended.  An exception closes the connection with 1011.
  virtual void run(std::function<void()> work) = 0;
};

// The other end of a WebSocket.
//
// Thread rule: call it only on the connection's own thread, that is, from inside
// the functions of its Endpoint.
class Peer {
 public:
  enum class Kind { kText, kBinary };

  // Queues one message.  Ignored after close().  A peer that does not read is cut
  // off when its queue is full (ServerOptions::max_queue_bytes).
  virtual void send(std::string message, Kind kind = Kind::kText) = 0;

  // Closes with this RFC 6455 code once what was sent before has left.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;

  // For those who have something to say from elsewhere.
  virtual std::shared_ptr<Mailbox> mailbox() = 0;

 protected:
  ~Peer() = default;
};

// The application's side of one open WebSocket.  All calls come on the connection's thread.
class Endpoint {
 public:
  virtual ~Endpoint() = default;

  // Before any other call.  `peer` outlives the endpoint.
  virtual void on_open(Peer& peer) = 0;

  // One whole message of valid UTF-8, at most ServerOptions::max_message_bytes long.
  // An exception closes the connection with 1011.
  virtual void on_text(std::string_view message) = 0;

  // One whole binary message.
  virtual void on_binary(std::string_view message) = 0;

  // The server stops: the close follows at once, and this is the last chance to say why.
  virtual void on_stop() {}
};

// A client that asks for a WebSocket.
struct WebSocketRequest {
  std::string_view path;
  std::string_view origin;
  std::string_view client;                     // the address that sent it
  std::vector<std::string_view> subprotocols;  // in the order offered
  std::vector<Header> headers = {};
};

// The answer: an endpoint, or the HTTP reply that refuses.
struct Admission {
  std::unique_ptr<Endpoint> endpoint;  // null to refuse
  std::string subprotocol = {};        // the one chosen; empty for none
  HttpReply refusal = {};
};

// Both functions are called by all threads of the server at once.
class Application {
 public:
  virtual ~Application() = default;

  // An exception is answered with 500.
  virtual void on_http(const HttpRequest& request, Respond respond) = 0;

  virtual Admission on_websocket(const WebSocketRequest& request) = 0;

  // How long the body of a request to this path may be; 0 for ServerOptions::max_body_bytes.
  virtual std::size_t most_body_bytes(std::string_view) const { return 0; }
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_APPLICATION_H_
