#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "adapters/web/request_guard.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace verbatim::web;

namespace {

constexpr std::string_view kKey = "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==";
constexpr std::string_view kVersion = "Sec-WebSocket-Version: 13";

std::string head(const std::vector<std::string_view>& fields, std::string_view line = "GET / HTTP/1.1") {
  std::string text(line);
  text += "\r\n";
  for (const auto field : fields) text.append(field).append("\r\n");
  return text + "\r\n";
}

// 0 when the header is accepted, else the status it is refused with.
int status(const std::string& text) {
  const auto refusal = check_head(text);
  return refusal ? refusal->status : 0;
}

int upgrade_status(const std::vector<std::string_view>& fields) {
  const auto refusal = check_upgrade(head(fields));
  return refusal ? refusal->status : 0;
}

}  // namespace

TEST_CASE("the end of a header is found wherever the reads happen to cut it") {
  const std::string text = "GET / HTTP/1.1\r\nHost: a\r\n\r\nbody";
  const auto size = text.size() - 4;
  for (std::size_t cut = 0; cut < size; ++cut) {
    CAPTURE(cut);
    CHECK(scan_head(std::string_view(text).substr(0, cut), 0).state == HeadScan::State::kIncomplete);
    const auto rest = scan_head(text, cut);
    CHECK(rest.state == HeadScan::State::kComplete);
    CHECK(rest.size == size);
  }
}

TEST_CASE("a line that ends without CR is refused at once") {
  for (const auto* text : {"\n", "GET / HTTP/1.1\n", "GET / HTTP/1.1\r\nHost: a\n\n"}) {
    CAPTURE(text);
    CHECK(scan_head(text, 0).state == HeadScan::State::kBad);
  }
}

TEST_CASE("hole 2: a header of very many fields is refused") {
  CHECK(status(head(std::vector<std::string_view>(kMaxFields - 1, "a:"))) == 400);  // no Host
  CHECK(status(head(std::vector<std::string_view>(kMaxFields + 1, "a:"))) == 431);
}

TEST_CASE("hole 3: a body of which a proxy may think otherwise is refused") {
  const struct {
    int expected;
    std::vector<std::string_view> fields;
  } rows[] = {
      {0, {"Host: a"}},
      {0, {"Host: a", "Content-Length: 3"}},
      {0, {"Host: a", "Transfer-Encoding: chunked"}},
      {0, {"Host: a", "transfer-encoding:CHUNKED"}},
      {400, {"Host: a", "Transfer-Encoding: xchunked"}},
      {400, {"Host: a", "Transfer-Encoding: chunked, identity"}},
      {400, {"Host: a", "Transfer-Encoding: identity"}},
      {400, {"Host: a", "Transfer-Encoding:"}},
      {400, {"Host: a", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"}},
      {400, {"Host: a", "Transfer-Encoding: gzip", "Content-Length: 3"}},
      {400, {"Host: a", "Transfer-Encoding: chunked", "Content-Length: 3"}},
      {400, {"Host: a", "Content-Length: 3", "Content-Length: 3"}},
      {400, {"Host: a", "Upgrade: websocket", "Content-Length: 0"}},
      {400, {"Host: a", "Upgrade: websocket", "Transfer-Encoding: chunked"}},
      {0, {"Host: a", "Upgrade: h2c", "Content-Length: 3"}},
      {400, {"Host: a", "Upgrade: h2c, WebSocket", "Content-Length: 3"}},
      {400, {"Host: a", "Host: b"}},
      {400, {}},
      {400, {"Host: a", "X: 1", " folded"}},
  };
  for (const auto& row : rows) {
    const auto text = head(row.fields);
    CAPTURE(text);
    CHECK(status(text) == row.expected);
  }
}

TEST_CASE("HTTP/1.0 may leave out the Host and must not send chunks") {
  CHECK(status(head({}, "GET / HTTP/1.0")) == 0);
  CHECK(status(head({"Transfer-Encoding: chunked"}, "POST / HTTP/1.0")) == 400);
  CHECK(status(head({"Host: a"}, "GET / HTTP/2.0")) == 505);
  CHECK(status(head({"Host: a"}, "GET /")) == 505);
}

TEST_CASE("hole 4: a WebSocket needs one key of 16 bytes") {
  CHECK(upgrade_status({kKey, kVersion}) == 0);
  CHECK(upgrade_status({kVersion}) == 400);
  CHECK(upgrade_status({kKey, kKey, kVersion}) == 400);
  CHECK(upgrade_status({"Sec-WebSocket-Key:", kVersion}) == 400);
  CHECK(upgrade_status({"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg", kVersion}) == 400);
  CHECK(upgrade_status({"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZgo=", kVersion}) == 400);
  CHECK(upgrade_status({"Sec-WebSocket-Key: MDEyMzQ1Njc4OW-iY2RlZg==", kVersion}) == 400);
  CHECK(upgrade_status({kKey, "Sec-WebSocket-Version: 8"}) == 426);
  CHECK(upgrade_status({kKey}) == 426);
}

TEST_CASE("a target gives its path") {
  CHECK(path_of("/a/b") == "/a/b");
  CHECK(path_of("/a?b=/c") == "/a");
  CHECK(path_of("http://host/a?b") == "/a");
  CHECK(path_of("HTTPS://host") == "/");
  CHECK(path_of("*") == std::nullopt);
  CHECK(path_of("host:80") == std::nullopt);
  CHECK(path_of("") == std::nullopt);
}
