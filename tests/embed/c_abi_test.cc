// The C ABI keeps its promises on ownership, errors and lengths.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "engine/c/verbatim.h"

namespace {

verbatim_text text(std::string_view words) { return {words.data(), words.size()}; }
std::string_view view(verbatim_text words) { return {words.data, words.size}; }

constexpr std::string_view kClinic = R"({
  "name": "Demo", "phone": "+1 555 0100", "emergency_number": "112",
  "greeting": { "answer": "Hello." }, "fallback": { "answer": "I do not know that." },
  "clarify": { "answer": "Which?" } })";
constexpr std::string_view kRules = R"({ "topic": "visit", "rules": [
  { "id": "hours", "title": "When are you open?", "patterns": ["when * open"], "answer": "From *nine*.",
    "follow_ups": ["price"] },
  { "id": "price", "title": "What does it cost?", "patterns": ["what * cost"], "answer": "Ten." } ] })";

verbatim_rulebook* parse(std::string_view rules, verbatim_error** error) {
  const std::vector<verbatim_file> files{{text("clinic.json"), text(kClinic)},
                                         {text("visit.json"), text(rules)}};
  return verbatim_rulebook_parse(files.data(), files.size(), error);
}

verbatim_reply* say(const verbatim_rulebook* rules, verbatim_session* session, std::string_view said) {
  return verbatim_say(rules, session, said.data(), said.size(), "", 0);
}

}  // namespace

TEST_CASE("the header and the library are of one version") {
  CHECK(verbatim_abi_version() == VERBATIM_ABI_VERSION);
}

TEST_CASE("a question is answered, with its buttons") {
  auto* rules = parse(kRules, nullptr);
  REQUIRE(rules);
  CHECK(verbatim_rulebook_size(rules) == 2);
  auto* session = verbatim_session_new(nullptr, 0);
  auto* reply = say(rules, session, "when are you open?");
  CHECK(view(verbatim_reply_text(reply)) == "From nine.");
  CHECK(view(verbatim_reply_kind(reply)) == "answer");
  CHECK(view(verbatim_reply_rule(reply)) == "hours");
  REQUIRE(verbatim_reply_choice_count(reply) == 1);
  const std::string value(view(verbatim_reply_choice_value(reply, 0)));
  CHECK(view(verbatim_reply_choice_title(reply, 0)) == "What does it cost?");
  CHECK(verbatim_reply_choice_title(reply, 1).size == 0);
  verbatim_rulebook_free(rules);  // the reply lives on
  CHECK(view(verbatim_reply_json(reply)).starts_with(R"({"kind":"answer","blocks":[{"type":"paragraph")"));
  verbatim_reply_free(reply);
  rules = parse(kRules, nullptr);
  reply = verbatim_choose(rules, session, value.data(), value.size(), "", 0);
  CHECK(view(verbatim_reply_text(reply)) == "Ten.");
  verbatim_reply_free(reply);
  verbatim_session_free(session);
  verbatim_rulebook_free(rules);
}

TEST_CASE("mistakes come out with their place, one a line, and only when asked for") {
  verbatim_error* error = nullptr;
  CHECK(parse("{ \"topic\": 7, \"rules\": [ {} ] }", &error) == nullptr);
  REQUIRE(error);
  const auto message = view(verbatim_error_message(error));
  CHECK(message.find("visit.json:1:") != std::string_view::npos);
  CHECK(message.find('\n') != std::string_view::npos);
  CHECK(message.data()[message.size()] == '\0');
  verbatim_error_free(error);
  CHECK(parse("{", nullptr) == nullptr);
  CHECK(verbatim_rulebook_parse(nullptr, 0, nullptr) == nullptr);
}

TEST_CASE("a folder that is not there is an error, not a crash") {
  verbatim_error* error = nullptr;
  CHECK(verbatim_rulebook_load("no/such/folder", 14, &error) == nullptr);
  REQUIRE(error);
  CHECK(verbatim_error_message(error).size > 0);
  verbatim_error_free(error);
}

TEST_CASE("a session goes through JSON and back, and nothing else does") {
  auto* rules = parse(kRules, nullptr);
  auto* session = verbatim_session_new("en", 2);
  verbatim_reply_free(say(rules, session, "when are you open?"));
  const std::string json(view(verbatim_session_to_json(session)));
  auto* again = verbatim_session_from_json(json.data(), json.size());
  REQUIRE(again);
  CHECK(view(verbatim_session_to_json(again)) == json);
  auto* reply = say(rules, again, "1");
  CHECK(view(verbatim_reply_text(reply)) == "Ten.");
  verbatim_reply_free(reply);
  CHECK(verbatim_session_from_json("{}", 2) == nullptr);
  CHECK(verbatim_session_from_json("\xff", 1) == nullptr);
  CHECK(verbatim_session_from_json(nullptr, 0) == nullptr);
  verbatim_session_free(again);
  verbatim_session_free(session);
  verbatim_rulebook_free(rules);
}

TEST_CASE("any bytes are answered: empty, with zeros, not UTF-8, long") {
  auto* rules = parse(kRules, nullptr);
  auto* session = verbatim_session_new("", 0);
  for (const auto& said :
       {std::string(), std::string("a\0b", 3), std::string("\xff\xfe"), std::string(100'000, 'x')}) {
    auto* reply = say(rules, session, said);
    REQUIRE(reply);
    CHECK(view(verbatim_reply_kind(reply)) == "fallback");
    verbatim_reply_free(reply);
  }
  verbatim_session_free(session);
  verbatim_rulebook_free(rules);
}

TEST_CASE("freeing nothing does nothing") {
  verbatim_rulebook_free(nullptr);
  verbatim_session_free(nullptr);
  verbatim_reply_free(nullptr);
  verbatim_error_free(nullptr);
}
