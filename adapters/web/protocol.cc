#include "adapters/web/protocol.h"

#include <algorithm>

#include "adapters/web/frame_fields.h"
#include "adapters/web/json_writer.h"

namespace verbatim::web {
namespace {

constexpr std::size_t kMaxLocaleBytes = 35;  // the longest that RFC 5646 asks one to expect

// Characters of valid UTF-8: every byte but continuation bytes begins one.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_locale(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return text.size() <= kMaxLocaleBytes && std::all_of(text.begin(), text.end(), allowed);
}

// Takes fields one after another and keeps the first thing that is wrong with them.
class Reader {
 public:
  explicit Reader(FrameFields& fields) : fields_(fields) {}

  std::string optional_text(Field::Name name) {
    auto& field = fields_[name];
    if (field.kind == Field::Kind::kAbsent) return {};
    if (field.kind != Field::Kind::kText) fail(ErrorCode::kBadField, name, "must be text");
    return std::move(field.text);
  }

  std::string text(Field::Name name) {
    if (fields_[name].kind == Field::Kind::kAbsent) fail(ErrorCode::kMissingField, name, "is missing");
    auto value = optional_text(name);
    if (value.empty()) fail(ErrorCode::kBadField, name, "must not be empty");
    return value;
  }

  std::optional<std::uint64_t> optional_number(Field::Name name) {
    const auto& field = fields_[name];
    if (field.kind == Field::Kind::kAbsent) return std::nullopt;
    if (field.kind != Field::Kind::kNumber)
      fail(ErrorCode::kBadField, name, "must be a whole number from 0 on");
    return field.number;
  }

  std::string id() {
    auto value = text(Field::kId);
    if (value.size() > kMaxIdBytes) {
      fail(ErrorCode::kIdTooLong, Field::kId, "is longer than 64 bytes");
    } else {
      id_ = value;
    }
    return value;
  }

  void fail(ErrorCode code, Field::Name name, std::string_view what) {
    if (error_) return;
    error_ =
        ProtocolError{code, std::string("\"").append(name_of(name)).append("\" ").append(what).append(".")};
  }

  // The error with the id of the message, or the value when nothing was wrong.
  template <class Result, class Value>
  Result result(Value value) {
    if (!error_) return value;
    error_->in_reply_to = id_;
    return std::move(*error_);
  }

 private:
  FrameFields& fields_;
  std::optional<ProtocolError> error_;
  std::string id_;
};

Hello read_hello(Reader& reader) {
  Hello hello{.site = reader.text(Field::kSite),
              .session = reader.optional_text(Field::kSession),
              .locale = reader.optional_text(Field::kLocale),
              .last_seq = reader.optional_number(Field::kLastSeq)};
  if (!is_locale(hello.locale)) reader.fail(ErrorCode::kBadField, Field::kLocale, "is not a language tag");
  return hello;
}

Said read_message(Reader& reader) {
  Said said{.id = reader.id(), .text = reader.text(Field::kText), .choice = {}};
  if (characters(said.text) > kMaxTextCharacters)
    reader.fail(ErrorCode::kTextTooLong, Field::kText, "is longer than 2000 characters");
  return said;
}

Said read_choice(Reader& reader) {
  return {.id = reader.id(), .text = {}, .choice = reader.text(Field::kValue)};
}

ProtocolError not_an_object() { return {ErrorCode::kBadJson, "Send one JSON object."}; }

void write_line(JsonWriter& json, const Line& line) {
  json.begin_array();
  for (const auto& span : line) {
    json.begin_object().field("text", span.text);
    if (span.bold) json.key("bold").boolean(true);
    if (span.italic) json.key("italic").boolean(true);
    if (!span.href.empty()) json.field("href", span.href);
    json.end_object();
  }
  json.end_array();
}

void write_blocks(JsonWriter& json, std::string_view key, const std::vector<Block>& blocks);

void write_list(JsonWriter& json, const Block& block) {
  json.field("type", "list").key("ordered").boolean(block.ordered).key("items").begin_array();
  for (const auto& line : block.lines) write_line(json, line);
  json.end_array();
}

void write_block(JsonWriter& json, const Block& block) {
  static const Line kNothing{Span{}};
  const auto& line = block.lines.empty() || block.lines.front().empty() ? kNothing : block.lines.front();
  json.begin_object();
  switch (block.kind) {
    case Block::Kind::kParagraph:
      json.field("type", "paragraph").key("spans");
      write_line(json, line);
      break;
    case Block::Kind::kList:
      write_list(json, block);
      break;
    case Block::Kind::kLink:
      json.field("type", "link").field("href", line.front().href).field("text", line.front().text);
      break;
    case Block::Kind::kCard:
      json.field("type", "card").field("tone", verbatim::name_of(block.tone)).field("title", block.title);
      write_blocks(json, "blocks", block.blocks);
      break;
  }
  json.end_object();
}

void write_blocks(JsonWriter& json, std::string_view key, const std::vector<Block>& blocks) {
  json.key(key).begin_array();
  for (const auto& block : blocks) write_block(json, block);
  json.end_array();
}

void write_choices(JsonWriter& json, const std::vector<Choice>& choices) {
  json.key("choices").begin_array();
  for (const auto& choice : choices)
    json.begin_object().field("value", choice.value).field("title", choice.title).end_object();
  json.end_array();
}

std::string_view urgency(ReplyKind kind) {
  switch (kind) {
    case ReplyKind::kUrgent:
      return "urgent";
    case ReplyKind::kCrisis:
      return "crisis";
    default:
      return "none";
  }
}

std::vector<Choice> choices_of(const Rulebook& rulebook, const Message& message) {
  std::vector<Choice> choices;
  for (const auto id : message.choices)
    choices.push_back({rulebook.rules()[id].id, rulebook.rules()[id].title});
  return choices;
}

}  // namespace

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadJson:
      return "bad_json";
    case ErrorCode::kMissingField:
      return "missing_field";
    case ErrorCode::kBadField:
      return "bad_field";
    case ErrorCode::kUnknownType:
      return "unknown_type";
    case ErrorCode::kHelloFirst:
      return "hello_first";
    case ErrorCode::kWrongSite:
      return "wrong_site";
    case ErrorCode::kTextTooLong:
      return "text_too_long";
    case ErrorCode::kIdTooLong:
      return "id_too_long";
    case ErrorCode::kUnknownChoice:
      return "unknown_choice";
    case ErrorCode::kRateLimited:
      return "rate_limited";
    case ErrorCode::kUnknownSite:
      return "unknown_site";
    case ErrorCode::kWrongOrigin:
      return "wrong_origin";
    case ErrorCode::kWrongMediaType:
      return "wrong_media_type";
  }
  return "";
}

ClientFrame read_frame(std::string_view json) {
  auto fields = read_fields(json);
  if (!fields) return not_an_object();
  Reader reader(*fields);
  const auto type = reader.text(Field::kType);
  if (type == "hello") return reader.result<ClientFrame>(read_hello(reader));
  if (type == "message") return reader.result<ClientFrame>(read_message(reader));
  if (type == "choice") return reader.result<ClientFrame>(read_choice(reader));
  reader.fail(ErrorCode::kUnknownType, Field::kType, "must be hello, message or choice");
  return reader.result<ClientFrame>(Said{});
}

std::variant<Post, ProtocolError> read_post(std::string_view json) {
  using Result = std::variant<Post, ProtocolError>;
  auto fields = read_fields(json);
  if (!fields) return not_an_object();
  Reader reader(*fields);
  const bool choice = (*fields)[Field::kValue].kind != Field::Kind::kAbsent;
  if (choice && (*fields)[Field::kText].kind != Field::Kind::kAbsent)
    reader.fail(ErrorCode::kBadField, Field::kValue, "and \"text\" exclude each other");
  auto session = reader.optional_text(Field::kSession);
  auto said = choice ? read_choice(reader) : read_message(reader);
  return reader.result<Result>(Post{std::move(session), std::move(said)});
}

std::string write_reply(const Answer& answer) {
  const auto& reply = answer.reply;
  JsonWriter json;
  json.begin_object().field("type", "reply").key("seq").number(answer.seq);
  json.field("in_reply_to", answer.in_reply_to).field("kind", verbatim::name_of(reply.kind));
  write_blocks(json, "blocks", reply.blocks);
  write_choices(json, reply.choices);
  json.field("rule", reply.rule()).field("topic", reply.topic()).key("answers").begin_array();
  for (const auto& one : reply.answers)
    json.begin_object().field("rule", one.rule).field("topic", one.topic).end_object();
  json.end_array().field("urgency", urgency(reply.kind)).end_object();
  return json.take();
}

std::string with_session(std::string_view session, std::string_view reply) {
  JsonWriter json;
  json.begin_object().field("session", session);
  return json.take().append(1, ',').append(reply.substr(1));
}

std::string write_welcome(const Rulebook& rulebook) {
  const auto& clinic = rulebook.clinic();
  JsonWriter json;
  json.begin_object().field("type", "welcome").key("clinic").begin_object();
  json.field("name", clinic.name).field("phone", clinic.phone).field("email", clinic.email);
  json.field("booking_url", clinic.booking_url).field("emergency", clinic.emergency_number).end_object();
  write_blocks(json, "greeting", clinic.greeting.blocks);
  json.field("notice", clinic.notice);
  write_choices(json, choices_of(rulebook, clinic.greeting));
  return json.end_object().take();
}

std::string with_session(std::string_view session, bool resumed, std::string_view welcome) {
  JsonWriter json;
  json.begin_object().field("session", session).key("resumed").boolean(resumed);
  return json.take().append(1, ',').append(welcome.substr(1));
}

std::string write_error(const ProtocolError& error) {
  JsonWriter json;
  json.begin_object()
      .field("type", "error")
      .field("code", name_of(error.code))
      .field("message", error.detail);
  if (!error.in_reply_to.empty()) json.field("in_reply_to", error.in_reply_to);
  return json.end_object().take();
}

}  // namespace verbatim::web
