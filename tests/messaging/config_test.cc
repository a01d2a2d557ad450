// The configuration of accounts: every mistake is said with its place, and secrets are never in it.
#include "adapters/messaging/config.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

namespace verbatim::messaging {
namespace {

ConfigResult read(const std::string& account, const std::vector<std::string>& sites = {"demo"}) {
  return read_channels(
      nlohmann::json::parse(R"({"public_url":"https://bot.example.com/","accounts":[)" + account + "]}"),
      sites);
}

// Whether the one mistake is said at this place.
bool complains(const std::string& account, const std::string& place) {
  const auto result = read(account);
  return result.errors.size() == 1 && result.errors[0].starts_with(place + ": ");
}

struct Environment {
  Environment() {
    ::setenv("VERBATIM_TEST_A", "secret-a", 1);
    ::setenv("VERBATIM_TEST_EMPTY", "", 1);
  }
} const environment;

const std::string kSecret = R"({"env":"VERBATIM_TEST_A"})";
const std::string kSlack = R"("channel":"slack","signing_secret":)" + kSecret + R"(,"bot_token":)" + kSecret;

}  // namespace

TEST_CASE("an account gets its addresses, its secrets and its site") {
  const auto result = read("{" + kSlack + R"(,"name":"desk","bot_user_id":"U1","max_age_s":60})");
  REQUIRE(result.errors.empty());
  const auto& account = result.config.accounts.at(0);
  CHECK(account.path == "/hooks/slack/desk");
  CHECK(account.public_url == "https://bot.example.com/hooks/slack/desk");
  CHECK(account.api_base == "https://slack.com");
  CHECK(account.site == "demo");
  CHECK(account.secret("signing_secret") == "secret-a");
  CHECK(account.setting("bot_user_id") == "U1");
  CHECK(account.max_age.count() == 60);
}

TEST_CASE("each mistake is said with its place") {
  CHECK(complains("7", "/accounts/0"));
  CHECK(complains(R"({"channel":"pigeon"})", "/accounts/0/channel"));
  CHECK(complains("{" + kSlack + R"(,"colour":"red"})", "/accounts/0/colour"));
  CHECK(complains("{" + kSlack + R"(,"site":"other"})", "/accounts/0/site"));
  CHECK(complains("{" + kSlack + R"(,"path":"hooks"})", "/accounts/0/path"));
  CHECK(complains("{" + kSlack + R"(,"api_base":"http://slack.com"})", "/accounts/0/api_base"));
  CHECK(complains("{" + kSlack + R"(,"reply":"response"})", "/accounts/0/reply"));
  CHECK(complains("{" + kSlack + R"(,"receive":"poll"})", "/accounts/0/receive"));
  CHECK(complains("{" + kSlack + R"(,"max_age_s":-1})", "/accounts/0/max_age_s"));
  CHECK(complains("{" + kSlack + R"(,"bot_user_id":7})", "/accounts/0/bot_user_id"));
  CHECK(complains("{" + kSlack + "},{" + kSlack + "}", "/accounts/1/path"));
}

TEST_CASE("a secret says where it is: written out, empty or missing it is refused") {
  const auto with = [](const std::string& secret) {
    return R"({"channel":"telegram","token":)" + kSecret +
           (secret.empty() ? "" : R"(,"secret_token":)" + secret) + "}";
  };
  CHECK(read(with(kSecret)).errors.empty());
  CHECK(read(with("[" + kSecret + "," + kSecret + "]"))
            .config.accounts.at(0)
            .secrets.at("secret_token")
            .size() == 2);
  CHECK(complains(with(""), "/accounts/0/secret_token"));
  CHECK(complains(with(R"("written-out")"), "/accounts/0/secret_token"));
  CHECK(complains(with(R"({"env":"VERBATIM_TEST_UNSET"})"), "/accounts/0/secret_token"));
  CHECK(complains(with(R"({"env":"VERBATIM_TEST_EMPTY"})"), "/accounts/0/secret_token"));
  CHECK(complains(with(R"({"file":"/no/such/file"})"), "/accounts/0/secret_token"));
  CHECK(complains(with("[" + kSecret + R"(,"x"])"), "/accounts/0/secret_token/1"));
  for (const auto& error : read(with(R"("written-out")")).errors)
    CHECK(error.find("written-out") == std::string::npos);
}

TEST_CASE("who answers in the response needs no way out; who polls, no secret for the way in") {
  CHECK(read(R"({"channel":"twilio","reply":"response","auth_token":)" + kSecret + "}").errors.empty());
  CHECK(read(R"({"channel":"telegram","reply":"response","secret_token":)" + kSecret + "}").errors.empty());
  CHECK(read(R"({"channel":"telegram","receive":"poll","token":)" + kSecret + "}").errors.empty());
}

TEST_CASE("a list of nothing, or of no list, is said as well") {
  CHECK(read_channels(nlohmann::json::array(), {"demo"}).errors.size() == 1);
  CHECK(read_channels(nlohmann::json::object(), {"demo"}).errors.at(0).starts_with("/accounts: "));
  CHECK(read_channels({{"accounts", nlohmann::json::array()}, {"extra", 1}}, {"demo"})
            .errors.at(0)
            .starts_with("/extra: "));
  CHECK(complains("{" + kSlack + R"(,"site":""})", "/accounts/0/site"));
}

}  // namespace verbatim::messaging
