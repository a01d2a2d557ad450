// Digests and their spellings against values that the platforms publish.
#include "adapters/messaging/crypto.h"

#include <doctest/doctest.h>

#include "adapters/messaging/form.h"
#include "adapters/messaging/read_json.h"

namespace verbatim::messaging {

TEST_CASE("digests are those of the platforms' own kits") {
  CHECK(to_hex(hmac_sha256("TEST_APP_SECRET", "test")) ==
        "0c61947b610d4f45e65f3d680e26027121ec2413e77598bcb6cfc6e0d9888221");
  CHECK(to_base64(hmac_sha256("channel_secret", "bodybodybodybody")) ==
        "/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k=");
  CHECK(to_hex(hmac_sha256("foobar", "v0:1604586653:{\"foo\": \"bar\"}")) ==
        "80a3bd62ce5af04d8d80781134f165df185b90342d467abf5c74a27d2d0dd1f5");
  CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a secret is the same only when every byte is, and nothing is like an empty one") {
  CHECK(same_secret("abc", "abc"));
  CHECK_FALSE(same_secret("abd", "abc"));
  CHECK_FALSE(same_secret("ab", "abc"));
  CHECK_FALSE(same_secret("abcd", "abc"));
  CHECK_FALSE(same_secret("", ""));
}

TEST_CASE("a name has one UUID of version 4") {
  const auto uuid = uuid_of("event.0");
  CHECK(uuid == uuid_of("event.0"));
  CHECK(uuid != uuid_of("event.1"));
  CHECK(uuid.size() == 36);
  CHECK(uuid[14] == '4');
  CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
}

TEST_CASE("forms are decoded field by field, and back") {
  const auto fields = read_form("a=1&b=x%2By+z&&empty=&bare&bad=%zz%4");
  const Fields wanted{{"a", "1"}, {"b", "x+y z"}, {"empty", ""}, {"bare", ""}, {"bad", "%zz%4"}};
  CHECK(fields == wanted);
  CHECK(write_form({{"To", "+1 555"}, {"Body", "é&="}}) == "To=%2B1%20555&Body=%C3%A9%26%3D");
  CHECK(read_form(write_form(wanted)) == wanted);
}

TEST_CASE("an address is taken apart") {
  const auto url = read_url("HTTPS://user:pw@Host.Example:8443/a/b?q=1#rc=3");
  REQUIRE(url);
  CHECK(url->scheme == "https");
  CHECK(url->user == "user:pw@");
  CHECK(url->host == "host.example");
  CHECK(url->port == "8443");
  CHECK(url->path == "/a/b");
  CHECK(url->query == "q=1");
  CHECK(read_url("http://[::1]:80/")->host == "[::1]");
  CHECK(read_url("http://[::1]:80/")->port == "80");
  CHECK_FALSE(read_url("ftp://host/"));
  CHECK_FALSE(read_url("host/path"));
  CHECK_FALSE(read_url("https:///path"));
}

TEST_CASE("hostile JSON is refused before it is built") {
  CHECK(read_json(R"({"a":[1,2]})"));
  CHECK_FALSE(read_json(""));
  CHECK_FALSE(read_json("test"));
  CHECK_FALSE(read_json("{\"a\":\"\xff\"}"));
  CHECK_FALSE(read_json(std::string(1'000'000, '[')));
  CHECK_FALSE(read_json(std::string(33, '[') + std::string(33, ']')));
  CHECK(read_json(std::string(32, '[') + std::string(32, ']')));
  CHECK(read_json(R"(["[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"[["])"));
}

TEST_CASE("identifiers of 64 bits keep every digit") {
  const auto value =
      read_json(R"({"big":4912661846655238145,"neg":-1001234567890123,"text":"17","float":1.5})");
  REQUIRE(value);
  CHECK(text_of(at(*value, "big")) == "4912661846655238145");
  CHECK(text_of(at(*value, "neg")) == "-1001234567890123");
  CHECK(integer_of(at(*value, "text")) == 17);
  CHECK(text_of(at(*value, "float")).empty());
  CHECK(at(*value, {"big", "none", "deeper"}).is_null());
}

}  // namespace verbatim::messaging
