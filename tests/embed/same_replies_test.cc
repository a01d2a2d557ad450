// The same conversations by C++, by the C ABI and by the server give the same bytes.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "adapters/host/host.h"
#include "adapters/host/site_loader.h"
#include "adapters/host/today.h"
#include "adapters/web/chat_application.h"
#include "adapters/web/server.h"
#include "engine/c/verbatim.h"
#include "engine/engine.h"
#include "http_client.h"

namespace verbatim {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kMessages = 5'000;  // a sanitizer makes each of them ten times slower
#else
constexpr std::size_t kMessages = 100'000;
#endif
constexpr std::size_t kTurns = 20;  // of one conversation
constexpr std::string_view kFolder = "rules/microneedling";

// Every example of the rulebook, numbers for buttons, and what nobody has a rule for.
std::vector<std::string> sayings(const Rulebook& rulebook) {
  std::vector<std::string> all{
      "1", "2", "yes", "and for scars?", "thanks", "What is the capital of France?", "<b>\"\\"};
  for (const auto& rule : rulebook.rules())
    for (const auto& example : rule.examples) all.push_back(example.text);
  return all;
}

// Now and then a letter is lost.
std::string saying(const std::vector<std::string>& all, std::mt19937& random) {
  auto said = all[random() % all.size()];
  const auto at = random() % said.size();
  if (random() % 4 == 0 && said.size() > 4 && static_cast<unsigned char>(said[at]) < 0x80) said.erase(at, 1);
  return said;
}

// One conversation by three ways at once.
class Trio {
 public:
  Trio(const Rulebook& rulebook, const verbatim_rulebook* handle, HttpClient& client, const std::string& day)
      : rulebook_(rulebook), handle_(handle), client_(client), day_(day), c_(verbatim_session_new("", 0)) {}
  ~Trio() { verbatim_session_free(c_); }
  Trio(const Trio&) = delete;
  Trio& operator=(const Trio&) = delete;

  // Whether all three said the same.
  bool say(const std::string& said) {
    const auto direct = reply(rulebook_, session_, {.text = said}, {.today = day_});
    auto* by_c = verbatim_say(handle_, c_, said.data(), said.size(), day_.data(), day_.size());
    const std::string text(verbatim_reply_text(by_c).data, verbatim_reply_text(by_c).size);
    const std::string json(verbatim_reply_json(by_c).data, verbatim_reply_json(by_c).size);
    verbatim_reply_free(by_c);
    const auto frame = by_server(said);
    return text == plain_text(direct.blocks) && frame.substr(frame.find("\"kind\":")) == json.substr(1);
  }

 private:
  std::string by_server(const std::string& said) {
    nlohmann::json post = {{"id", std::to_string(++turn_)}, {"text", said}};
    if (!token_.empty()) post["session"] = token_;
    auto frame = client_.post("/v1/microneedling/messages", post.dump());
    token_ = nlohmann::json::parse(frame).at("session");
    return frame;
  }

  const Rulebook& rulebook_;
  const verbatim_rulebook* handle_;
  HttpClient& client_;
  const std::string& day_;
  Session session_ = {};
  verbatim_session* c_;
  std::string token_ = {};
  int turn_ = 0;
};

}  // namespace

TEST_CASE("100,000 messages by C++, by C and by the server: the same replies, byte for byte") {
  auto site = load_site(std::string(kFolder));
  REQUIRE(site.rulebook);
  const auto rulebook = site.rulebook;
  std::vector<LoadedSite> sites;
  sites.push_back(std::move(site));
  Host host(std::move(sites), {.turn = {.messages = {.per_second = 0, .burst = 0}}});
  web::Metrics metrics;
  web::ChatApplication application(host, metrics, {});
  web::Server server({.listen = "127.0.0.1:0", .threads = 1}, application);
  REQUIRE_FALSE(server.start());
  HttpClient client(server.port());
  auto* handle = verbatim_rulebook_load(kFolder.data(), kFolder.size(), nullptr);
  REQUIRE(handle);
  const auto all = sayings(*rulebook);
  const auto day = today();
  std::mt19937 random(1);
  std::size_t different = 0;
  for (std::size_t i = 0; i < kMessages; i += kTurns) {
    Trio trio(*rulebook, handle, client, day);
    for (std::size_t turn = 0; turn < kTurns; ++turn) different += trio.say(saying(all, random)) ? 0 : 1;
  }
  CHECK(different == 0);
  verbatim_rulebook_free(handle);
  server.stop();
  server.wait();
}

}  // namespace verbatim
