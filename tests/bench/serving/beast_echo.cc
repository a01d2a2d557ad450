// The server that others are measured by: Boost.Beast as its own examples use it, without tuning.
//
//   beast_echo --reply-bytes 900     answers every text frame with one of that many bytes
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using beast::error_code;
using net::ip::tcp;

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, const std::string& reply) : stream_(std::move(socket)), reply_(reply) {}

  void start() {
    beast::get_lowest_layer(stream_).socket().set_option(tcp::no_delay(true));
    stream_.set_option(websocket::stream_base::timeout::suggested(beast::role_type::server));
    stream_.async_accept([self = shared_from_this()](error_code ec) {
      if (!ec) self->read();
    });
  }

 private:
  void read() {
    stream_.async_read(buffer_, [self = shared_from_this()](error_code ec, std::size_t) {
      if (!ec) self->write();
    });
  }

  void write() {
    buffer_.consume(buffer_.size());
    stream_.text(true);
    stream_.async_write(net::buffer(reply_), [self = shared_from_this()](error_code ec, std::size_t) {
      if (!ec) self->read();
    });
  }

  websocket::stream<beast::tcp_stream> stream_;
  beast::flat_buffer buffer_;
  const std::string& reply_;
};

class Listener {
 public:
  Listener(net::io_context& context, const std::string& reply)
      : acceptor_(context, {net::ip::make_address("127.0.0.1"), 0}), reply_(reply) {
    accept();
  }

  unsigned short port() const { return acceptor_.local_endpoint().port(); }

 private:
  void accept() {
    acceptor_.async_accept([this](error_code ec, tcp::socket socket) {
      if (!ec) std::make_shared<Session>(std::move(socket), reply_)->start();
      accept();
    });
  }

  tcp::acceptor acceptor_;
  const std::string& reply_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::size_t bytes =
      argc == 3 && std::string_view(argv[1]) == "--reply-bytes" ? std::strtoul(argv[2], nullptr, 10) : 300;
  const std::string reply(bytes, 'x');
  net::io_context context(1);
  const Listener listener(context, reply);
  std::cout << "Serving on http://127.0.0.1:" << listener.port() << "/" << std::endl;
  context.run();
}
