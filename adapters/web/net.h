// The only place where Boost.Asio and Boost.Beast enter.  Included by .cc files alone: it costs seconds.
//
// Types name their executor, so that no call goes through a type-erased one, and
// permessage-deflate is compiled out: it is the one way to make a small frame large.
#ifndef VERBATIM_ADAPTERS_WEB_NET_H_
#define VERBATIM_ADAPTERS_WEB_NET_H_

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <chrono>
#include <memory>

#include "adapters/web/application.h"
#include "adapters/web/slot.h"

namespace verbatim::web {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

using boost::system::error_code;
using net::ip::tcp;

using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<tcp, Executor>;
using Timer = net::basic_waitable_timer<std::chrono::steady_clock,
                                        net::wait_traits<std::chrono::steady_clock>, Executor>;
using WebSocket = websocket::stream<Socket, /*deflateSupported=*/false>;

// A connection on its way from HTTP to WebSocket.
struct Upgrade {
  Slot slot;
  Socket socket;
  http::request<http::string_body> request;
  std::unique_ptr<Endpoint> endpoint;
  std::string subprotocol;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_NET_H_
