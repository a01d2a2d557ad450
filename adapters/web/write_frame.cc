// The half of the codec that writes, straight into text.
#include <vector>

#include "adapters/web/json_writer.h"
#include "adapters/web/protocol.h"

namespace verbatim::web {
namespace {

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

void write_flow(JsonWriter& json, const std::optional<FlowProgress>& flow) {
  if (!flow) return;
  json.key("flow")
      .begin_object()
      .field("id", flow->flow)
      .field("title", flow->title)
      .field("step", flow->step);
  json.key("number").number(flow->number).key("of").number(flow->of).end_object();
}

// Only what the clinic has set.
void write_settings(JsonWriter& json, const WidgetSettings& widget) {
  json.key("settings").begin_object();
  for (const auto& [key, value] : {std::pair<std::string_view, const std::string*>{"accent", &widget.accent},
                                   {"logo", &widget.logo},
                                   {"position", &widget.position},
                                   {"launcher", &widget.launcher},
                                   {"input", &widget.input}}) {
    if (!value->empty()) json.field(key, *value);
  }
  json.end_object();
}

std::vector<Choice> choices_of(const Rulebook& rulebook, const Message& message) {
  std::vector<Choice> choices;
  for (const auto id : message.choices)
    choices.push_back({rulebook.rules()[id].id, rulebook.rules()[id].title});
  return choices;
}

// An object that is still open, and the members of another that is whole.
std::string continued(std::string open, std::string_view object) {
  return open.append(1, ',').append(object.substr(1));
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
    case ErrorCode::kBusy:
      return "busy";
    case ErrorCode::kNotStored:
      return "not_stored";
    case ErrorCode::kSessionEnded:
      return "session_ended";
    case ErrorCode::kUnknownReply:
      return "unknown_reply";
    case ErrorCode::kUnknownSite:
      return "unknown_site";
    case ErrorCode::kWrongOrigin:
      return "wrong_origin";
    case ErrorCode::kWrongMediaType:
      return "wrong_media_type";
  }
  return "";
}

std::string write_reply(const Reply& reply) {
  JsonWriter json;
  json.begin_object().field("kind", verbatim::name_of(reply.kind));
  write_blocks(json, "blocks", reply.blocks);
  write_choices(json, reply.choices);
  json.field("rule", reply.rule()).field("topic", reply.topic()).key("answers").begin_array();
  for (const auto& one : reply.answers)
    json.begin_object().field("rule", one.rule).field("topic", one.topic).end_object();
  json.end_array().field("urgency", urgency(reply.kind));
  write_flow(json, reply.flow);
  json.end_object();
  return json.take();
}

std::string write_frame(const KeptReply& reply, std::string_view session, bool tell_session) {
  JsonWriter json;
  json.begin_object();
  if (tell_session) json.field("session", session);
  json.field("type", "reply").key("seq").number(reply.seq).field("in_reply_to", reply.id);
  json.field("turn", turn_id(session, reply.seq));
  return continued(json.take(), *reply.text);
}

std::string write_welcome(const Rulebook& rulebook) {
  const auto& clinic = rulebook.clinic();
  JsonWriter json;
  json.begin_object().field("type", "welcome").key("clinic").begin_object();
  json.field("name", clinic.name).field("phone", clinic.phone).field("email", clinic.email);
  json.field("booking_url", clinic.booking_url).field("emergency", clinic.emergency_number);
  json.key("opening_hours").begin_array();
  for (const auto& line : clinic.opening_hours) json.string(line);
  json.end_array().end_object();
  write_settings(json, clinic.widget);
  write_blocks(json, "greeting", clinic.greeting.blocks);
  json.field("notice", clinic.notice);
  write_choices(json, choices_of(rulebook, clinic.greeting));
  return json.end_object().take();
}

std::string with_session(std::string_view session, bool resumed, std::string_view welcome) {
  JsonWriter json;
  json.begin_object().field("session", session).key("resumed").boolean(resumed);
  return continued(json.take(), welcome);
}

std::string write_done(std::string_view in_reply_to) {
  JsonWriter json;
  json.begin_object().field("type", "done").field("in_reply_to", in_reply_to);
  return json.end_object().take();
}

std::string write_going_away(std::chrono::milliseconds retry_after) {
  JsonWriter json;
  json.begin_object().field("type", "going_away").key("retry_after_ms");
  json.number(static_cast<std::uint64_t>(retry_after.count()));
  return json.end_object().take();
}

std::string write_error(const ProtocolError& error) {
  JsonWriter json;
  json.begin_object()
      .field("type", "error")
      .field("code", name_of(error.code))
      .field("message", error.detail);
  if (!error.in_reply_to.empty()) json.field("in_reply_to", error.in_reply_to);
  if (error.reply) json.key("reply").raw(*error.reply);
  return json.end_object().take();
}

}  // namespace verbatim::web
