// The half of the codec that reads: fields are taken one by one, and the first mistake is kept.
#include <algorithm>
#include <utility>

#include "adapters/web/frame_fields.h"
#include "adapters/web/protocol.h"

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

  std::uint64_t number(Field::Name name) {
    const auto value = optional_number(name);
    if (!value) fail(ErrorCode::kMissingField, name, "is missing");
    return value.value_or(0);
  }

  bool truth(Field::Name name) {
    const auto& field = fields_[name];
    if (field.kind == Field::Kind::kAbsent) fail(ErrorCode::kMissingField, name, "is missing");
    if (field.kind != Field::Kind::kTruth) fail(ErrorCode::kBadField, name, "must be true or false");
    return field.number != 0;
  }

  // Of the message; `otherwise` is what stands in its place when the frame names none.
  std::string id(std::string_view otherwise = {}) {
    auto value = otherwise.empty() ? text(Field::kId) : optional_text(Field::kId);
    if (value.empty()) value = otherwise;
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

Said read_message(Reader& reader, std::string_view key = {}) {
  Said said{.id = reader.id(key), .text = reader.text(Field::kText), .choice = {}};
  if (characters(said.text) > kMaxTextCharacters)
    reader.fail(ErrorCode::kTextTooLong, Field::kText, "is longer than 2000 characters");
  return said;
}

Said read_choice(Reader& reader, std::string_view key = {}) {
  return {.id = reader.id(key), .text = {}, .choice = reader.text(Field::kValue)};
}

Feedback read_feedback(Reader& reader) {
  return {.id = reader.id(), .seq = reader.number(Field::kSeq), .helpful = reader.truth(Field::kHelpful)};
}

ProtocolError not_an_object() { return {ErrorCode::kBadJson, "Send one JSON object."}; }

}  // namespace

ClientFrame read_frame(std::string_view json) {
  auto fields = read_fields(json);
  if (!fields) return not_an_object();
  Reader reader(*fields);
  const auto type = reader.text(Field::kType);
  if (type == "hello") return reader.result<ClientFrame>(read_hello(reader));
  if (type == "message") return reader.result<ClientFrame>(read_message(reader));
  if (type == "choice") return reader.result<ClientFrame>(read_choice(reader));
  if (type == "feedback") return reader.result<ClientFrame>(read_feedback(reader));
  if (type == "erase") return reader.result<ClientFrame>(Erase{.id = reader.id()});
  if (type == "typing") return reader.result<ClientFrame>(Typing{});
  reader.fail(ErrorCode::kUnknownType, Field::kType,
              "must be hello, message, choice, feedback, erase or typing");
  return reader.result<ClientFrame>(Said{});
}

std::variant<Post, ProtocolError> read_post(std::string_view json, std::string_view key) {
  using Result = std::variant<Post, ProtocolError>;
  auto fields = read_fields(json);
  if (!fields) return not_an_object();
  Reader reader(*fields);
  const bool choice = (*fields)[Field::kValue].kind != Field::Kind::kAbsent;
  if (choice && (*fields)[Field::kText].kind != Field::Kind::kAbsent)
    reader.fail(ErrorCode::kBadField, Field::kValue, "and \"text\" exclude each other");
  auto session = reader.optional_text(Field::kSession);
  auto locale = reader.optional_text(Field::kLocale);
  if (!is_locale(locale)) reader.fail(ErrorCode::kBadField, Field::kLocale, "is not a language tag");
  auto said = choice ? read_choice(reader, key) : read_message(reader, key);
  return reader.result<Result>(Post{std::move(session), std::move(locale), std::move(said)});
}

}  // namespace verbatim::web
