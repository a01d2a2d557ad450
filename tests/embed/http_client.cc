#include "http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace verbatim {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

HttpClient::HttpClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const auto address = loopback(port);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("nobody listens");
}

HttpClient::~HttpClient() { ::close(socket_); }

std::string HttpClient::post(std::string_view path, std::string_view json) {
  std::string request = "POST " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n";
  request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(json.size()) + "\r\n\r\n";
  request += json;
  if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
    throw std::runtime_error("the request was not taken");
  std::size_t end = 0;
  while ((end = in_.find("\r\n\r\n")) == std::string::npos) read_until(in_.size() + 1);
  if (!in_.starts_with("HTTP/1.1 200")) throw std::runtime_error("not 200: " + in_);
  const auto length = std::stoul(in_.substr(in_.find("Content-Length: ") + 16));
  read_until(end + 4 + length);
  auto body = in_.substr(end + 4, length);
  in_.erase(0, end + 4 + length);
  return body;
}

void HttpClient::read_until(std::size_t size) {
  std::array<char, 16384> bytes{};
  while (in_.size() < size) {
    const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count <= 0) throw std::runtime_error("the server closed");
    in_.append(bytes.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace verbatim
