#include "adapters/web/gate.h"

#include <doctest/doctest.h>

#include <chrono>

using namespace verbatim::web;
using namespace std::chrono_literals;

namespace {

const auto kNow = std::chrono::steady_clock::now();

Gate gate_of(std::vector<std::string> trusted) { return Gate({.trusted_proxies = std::move(trusted)}); }

}  // namespace

TEST_CASE("only a trusted proxy is believed, and only up to the first address that is none") {
  Gate gate({.trusted_proxies = {"127.0.0.0/8", "::1", "10.1.0.0/16"}});
  CHECK(gate.error().empty());
  CHECK(gate.client_of("203.0.113.7", {{"X-Forwarded-For", "198.51.100.1"}}) == "203.0.113.7");
  CHECK(gate.client_of("127.0.0.1", {{"X-Forwarded-For", "198.51.100.1"}}) == "198.51.100.1");
  CHECK(gate.client_of("127.0.0.1", {{"x-forwarded-for", "192.0.2.66, 198.51.100.1, 10.1.2.3"}}) ==
        "198.51.100.1");
  CHECK(gate.client_of("::1", {{"Forwarded", "for=192.0.2.66, for=\"[2001:db8::17]:4711\";proto=https"}}) ==
        "2001:db8::17");
  CHECK(gate.client_of("::ffff:127.0.0.1", {{"X-Forwarded-For", "198.51.100.1:80"}}) == "198.51.100.1");
  CHECK(gate.client_of("10.2.0.1", {{"X-Forwarded-For", "198.51.100.1"}}) == "10.2.0.1");
}

TEST_CASE("the machine itself has no name and no limit") {
  Gate gate({.requests = {.per_second = 1, .burst = 1}});
  CHECK(gate.client_of("127.0.0.1", {}).empty());
  CHECK(gate.client_of("127.0.0.1", {{"X-Forwarded-For", "127.0.0.9"}}).empty());
  for (int i = 0; i < 100; ++i) CHECK(gate.admit("", kNow));
}

TEST_CASE("an address may ask so many times at once, and again after a while; others are free") {
  Gate gate({.requests = {.per_second = 1, .burst = 3}});
  for (int i = 0; i < 3; ++i) CHECK(gate.admit("203.0.113.7", kNow));
  CHECK_FALSE(gate.admit("203.0.113.7", kNow));
  CHECK(gate.admit("203.0.113.8", kNow));
  CHECK(gate.admit("203.0.113.7", kNow + 1500ms));
  CHECK_FALSE(gate.admit("203.0.113.7", kNow + 1500ms));
}

TEST_CASE("addresses of one IPv6 network count as one") {
  Gate gate({.requests = {.per_second = 1, .burst = 1}});
  CHECK(gate.admit("2001:db8:1:2::1", kNow));
  CHECK_FALSE(gate.admit("2001:db8:1:2:ffff::2", kNow));
  CHECK(gate.admit("2001:db8:1:3::1", kNow));
}

TEST_CASE("a flood of addresses does not fill the memory, nor shut out the next") {
  Gate gate({.requests = {.per_second = 1, .burst = 1}});
  for (unsigned i = 0; i < 200'000; ++i) {
    const auto address =
        std::to_string(i >> 16 & 255) + "." + std::to_string(i >> 8 & 255) + "." + std::to_string(i & 255);
    gate.admit("11." + address, kNow);
  }
  CHECK(gate.admit("203.0.113.7", kNow));
}

TEST_CASE("what is no address is refused when the server starts") {
  for (const auto* wrong : {"", "localhost", "10.0.0.0/33", "10.0.0.0/x", "::1/129", "300.1.1.1"}) {
    CAPTURE(wrong);
    CHECK(gate_of({wrong}).error().find("is no address") != std::string::npos);
  }
  CHECK(gate_of({"10.0.0.0/8", "2001:db8::/32"}).error().empty());
}
