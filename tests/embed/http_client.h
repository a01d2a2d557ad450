// A small HTTP client for tests: one connection, one request after the other.
#ifndef VERBATIM_TESTS_EMBED_HTTP_CLIENT_H_
#define VERBATIM_TESTS_EMBED_HTTP_CLIENT_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace verbatim {

class HttpClient {
 public:
  // To 127.0.0.1.  Throws std::runtime_error when nobody listens.
  explicit HttpClient(std::uint16_t port);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Posts JSON and gives the body of the answer.  Throws std::runtime_error when the status is not 200.
  std::string post(std::string_view path, std::string_view json);

 private:
  void read_until(std::size_t size);

  int socket_;
  std::string in_;
};

}  // namespace verbatim

#endif  // VERBATIM_TESTS_EMBED_HTTP_CLIENT_H_
