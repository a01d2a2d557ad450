#include "adapters/web/get.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <utility>

#include "adapters/web/net.h"

namespace verbatim::web {
namespace {

constexpr std::size_t kMostBytes = 1024 * 1024;

class Request {
 public:
  Request(http::verb method, std::string_view address, std::string_view path, std::chrono::seconds timeout)
      : host_(address), stream_(context_) {
    stream_.expires_after(timeout);
    request_.method(method);
    request_.target({path.data(), path.size()});
    request_.set(http::field::host, host_);
    parser_.body_limit(kMostBytes);
  }

  void authorize(std::string_view token) {
    request_.set(http::field::authorization, std::string("Bearer ").append(token));
  }

  Got run() {
    const auto colon = host_.rfind(':');
    if (colon == std::string::npos) return {.error = "Write the server as ADDRESS:PORT."};
    auto address = host_.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    error_code error;
    const auto found = tcp::resolver(context_).resolve(address, host_.substr(colon + 1), error);
    if (error) return {.error = "There is no such address: " + error.message() + '.'};
    stream_.async_connect(found, [this](error_code failed, const tcp::endpoint&) { write(failed); });
    context_.run();
    if (failed_) return {.error = "The server does not answer: " + failed_.message() + '.'};
    return {.status = static_cast<int>(parser_.get().result_int()), .body = std::move(parser_.get().body())};
  }

 private:
  void write(error_code failed) {
    if (stop(failed)) return;
    http::async_write(stream_, request_, [this](error_code error, std::size_t) { read(error); });
  }

  void read(error_code failed) {
    if (stop(failed)) return;
    http::async_read(stream_, buffer_, parser_, [this](error_code error, std::size_t) { stop(error); });
  }

  bool stop(error_code failed) {
    failed_ = failed;
    return static_cast<bool>(failed);
  }

  const std::string host_;
  net::io_context context_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{kMostBytes};
  http::request<http::empty_body> request_;
  http::response_parser<http::string_body> parser_;
  error_code failed_;
};

}  // namespace

Got get(std::string_view address, std::string_view path, std::chrono::seconds timeout) {
  return Request(http::verb::get, address, path, timeout).run();
}

Got remove(std::string_view address, std::string_view path, std::string_view token,
           std::chrono::seconds timeout) {
  Request request(http::verb::delete_, address, path, timeout);
  request.authorize(token);
  return request.run();
}

}  // namespace verbatim::web
