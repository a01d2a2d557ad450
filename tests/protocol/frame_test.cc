#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "adapters/web/protocol.h"

using namespace verbatim;
using namespace verbatim::web;
using nlohmann::json;

namespace {

// "ok", or the code of the error, with the id it names.
std::string verdict(std::string_view text) {
  const auto frame = read_frame(text);
  const auto* error = std::get_if<ProtocolError>(&frame);
  if (!error) return "ok";
  return std::string(web::name_of(error->code)) +
         (error->in_reply_to.empty() ? "" : " " + error->in_reply_to);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string message(std::string_view text) {
  return json{{"type", "message"}, {"id", "m1"}, {"text", text}}.dump();
}

Span plain(std::string text) { return {.text = std::move(text), .href = {}}; }

json written(const Reply& reply) {
  const auto text = std::make_shared<const std::string>(write_reply(reply));
  auto frame = json::parse(write_frame({.seq = 7, .id = "m\"1", .text = text}, "abc"));
  frame["turn"] = frame["turn"] == turn_id("abc", 7) ? "@" : "another";
  return frame;
}

}  // namespace

TEST_CASE("a frame is read, or its first mistake is named") {
  const struct {
    std::string expected;
    std::string text;
  } rows[] = {
      {"ok", R"({"type":"hello","site":"s"})"},
      {"ok", R"({"type":"hello","site":"s","session":null,"last_seq":3,"locale":"de-CH","more":[{"a":1}]})"},
      {"ok", R"({"type":"message","id":"m1","text":"hi"})"},
      {"ok", R"({"type":"choice","id":"m1","value":"v"})"},
      {"ok", R"({"type":"message","type":"bogus","id":"m1","id":5,"text":"hi"})"},
      {"bad_json", ""},
      {"bad_json", "{"},
      {"bad_json", "[]"},
      {"bad_json", "3"},
      {"bad_json", "null"},
      {"bad_json", R"({"type":"message"} x)"},
      {"bad_json", R"({"type":"message","id":1e999999})"},
      {"bad_json", "{\"type\":\"\xff\"}"},
      {"bad_json", R"({"type":"message","id":"m1","text":"\ud800"})"},
      {"bad_json", "{\"a\":" + repeated("[", 100'000)},
      {"bad_json", "{\"a\":" + repeated("[", kMaxNesting) + repeated("]", kMaxNesting) + "}"},
      {"missing_field", "{}"},
      {"missing_field", R"({"type":null})"},
      {"missing_field", R"({"type":"hello"})"},
      {"missing_field", R"({"type":"message","text":"hi"})"},
      {"missing_field m1", R"({"type":"message","id":"m1"})"},
      {"missing_field m1", R"({"type":"choice","id":"m1"})"},
      {"bad_field", R"({"type":7})"},
      {"bad_field", R"({"type":"hello","site":"s","last_seq":-1})"},
      {"bad_field", R"({"type":"hello","site":"s","last_seq":1.5})"},
      {"bad_field", R"({"type":"hello","site":"s","locale":"<b>"})"},
      {"bad_field", R"({"type":"hello","site":["s"]})"},
      {"bad_field", R"({"type":"message","id":"","text":"hi"})"},
      {"bad_field", R"({"type":"message","id":{"id":"x"},"text":"hi"})"},
      {"bad_field m1", R"({"type":"message","id":"m1","text":""})"},
      {"bad_field m1", R"({"type":"message","id":"m1","text":["hi"]})"},
      {"unknown_type", R"({"type":"bogus"})"},
      {"id_too_long", R"({"type":"message","id":")" + repeated("x", 65) + R"(","text":"hi"})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text.substr(0, 200));
    CHECK(verdict(row.text) == row.expected);
  }
}

TEST_CASE("the limit of a text counts characters, not bytes") {
  CHECK(verdict(message(repeated("x", 2000))) == "ok");
  CHECK(verdict(message(repeated("\u20ac", 2000))) == "ok");
  CHECK(verdict(message(repeated("\u20ac", 2001))) == "text_too_long m1");
}

TEST_CASE("a frame arrives with its values") {
  const auto frame =
      read_frame(R"({"last_seq":18446744073709551615,"session":"t","site":"s","type":"hello"})");
  const auto& hello = std::get<Hello>(frame);
  CHECK(hello.site == "s");
  CHECK(hello.session == "t");
  CHECK(hello.last_seq == 18446744073709551615u);
  const auto said = std::get<Said>(read_frame(R"({"type":"message","id":"m1","text":"a\u0000\n\"b"})"));
  CHECK(said.text == std::string("a\0\n\"b", 5));
}

TEST_CASE("a post is a message or a choice, not both") {
  CHECK(std::get<Post>(read_post(R"({"id":"1","text":"hi","session":"t"})")).session == "t");
  CHECK(std::get<Post>(read_post(R"({"id":"1","value":"v"})")).said.choice == "v");
  CHECK(std::get<ProtocolError>(read_post(R"({"id":"1","value":"v","text":"hi"})")).code ==
        ErrorCode::kBadField);
  CHECK(std::get<ProtocolError>(read_post(R"({"id":"1"})")).code == ErrorCode::kMissingField);
  CHECK(std::get<ProtocolError>(read_post("[]")).code == ErrorCode::kBadJson);
}

TEST_CASE("a reply is written with all its blocks") {
  Reply reply;
  reply.kind = ReplyKind::kUrgent;
  reply.blocks = {
      {.kind = Block::Kind::kCard,
       .tone = Tone::kUrgent,
       .title = "Now",
       .blocks = {{.kind = Block::Kind::kParagraph,
                   .lines = {{{.text = "Call", .bold = true, .href = "tel:112"}}}}}},
      {.kind = Block::Kind::kList,
       .lines = {{plain("one")}, {{.text = "two", .italic = true, .href = {}}}},
       .ordered = true},
      {.kind = Block::Kind::kLink, .lines = {{{.text = "Book", .href = "https://b.example/"}}}},
  };
  reply.choices = {{"r.1", "A \"title\"\n"}};
  reply.answers = {{"r.1", "t"}, {"r.2", "t"}};
  CHECK(written(reply) == json::parse(R"({
    "type":"reply","seq":7,"in_reply_to":"m\"1","turn":"@","kind":"urgent","urgency":"urgent",
    "blocks":[
      {"type":"card","tone":"urgent","title":"Now","blocks":[
        {"type":"paragraph","spans":[{"text":"Call","bold":true,"href":"tel:112"}]}]},
      {"type":"list","ordered":true,"items":[[{"text":"one"}],[{"text":"two","italic":true}]]},
      {"type":"link","href":"https://b.example/","text":"Book"}],
    "choices":[{"value":"r.1","title":"A \"title\"\n"}],
    "rule":"r.1","topic":"t","answers":[{"rule":"r.1","topic":"t"},{"rule":"r.2","topic":"t"}]})"));
}

TEST_CASE("a block without lines is written as an empty one") {
  Reply reply;
  reply.blocks = {
      {}, {.kind = Block::Kind::kLink}, {.kind = Block::Kind::kList}, {.kind = Block::Kind::kCard}};
  CHECK(written(reply)["blocks"].size() == 4);
}

TEST_CASE("every control character is escaped") {
  Reply reply;
  std::string all;
  for (char c = 0; c < 0x21; ++c) all += c;
  reply.blocks = {{.lines = {{plain(all + "\\\"\u2028\U0001F600")}}}};
  CHECK(written(reply)["blocks"][0]["spans"][0]["text"] == all + "\\\"\u2028\U0001F600");
}

TEST_CASE("what differs between visitors is put in front") {
  const auto text = std::make_shared<const std::string>(R"({"kind":"answer"})");
  CHECK(write_frame({.seq = 3, .id = "m", .text = text}, "abc", true) ==
        R"({"session":"abc","type":"reply","seq":3,"in_reply_to":"m","turn":")" + turn_id("abc", 3) +
            R"(","kind":"answer"})");
  CHECK(with_session("abc", true, R"({"type":"welcome"})") ==
        R"({"session":"abc","resumed":true,"type":"welcome"})");
  CHECK(write_done("m") == R"({"type":"done","in_reply_to":"m"})");
  CHECK(write_going_away(std::chrono::seconds(1)) == R"({"type":"going_away","retry_after_ms":1000})");
  CHECK(
      write_error({ErrorCode::kNotStored, "No.", "m", text}) ==
      R"({"type":"error","code":"not_stored","message":"No.","in_reply_to":"m","reply":{"kind":"answer"}})");
  CHECK(write_error({ErrorCode::kBadJson, "No."}) == R"({"type":"error","code":"bad_json","message":"No."})");
}
