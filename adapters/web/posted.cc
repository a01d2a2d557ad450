#include "adapters/web/posted.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "adapters/web/json_writer.h"
#include "adapters/web/visit.h"

namespace verbatim::web {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kBearer = "Bearer ";

HttpReply json_reply(int status, std::string body) {
  return {.status = status, .content_type = std::string(kJson), .body = std::move(body)};
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUnknownSite:
    case ErrorCode::kUnknownReply:
      return 404;
    case ErrorCode::kWrongOrigin:
      return 403;
    case ErrorCode::kSessionEnded:
      return 410;
    case ErrorCode::kWrongMediaType:
      return 415;
    case ErrorCode::kRateLimited:
      return 429;
    case ErrorCode::kBusy:
    case ErrorCode::kNotStored:
      return 503;
    default:
      return 400;
  }
}

// Parameters ("; charset=utf-8") may follow.
bool is_json(std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find_first_of("; \t"));
  return std::equal(type.begin(), type.end(), kJson.begin(), kJson.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

HttpReply unreadable() {
  return error_reply({ErrorCode::kBusy, "The conversation cannot be read now: send it again after a while."});
}

HttpReply reply_to(const Turn& turn, const Conversation& conversation, const std::string& id) {
  if (turn.status == Turn::Status::kAnswered || turn.status == Turn::Status::kRepeated)
    return json_reply(200, write_frame(turn.reply, to_text(conversation.token()), true));
  return error_reply(error_of(turn, id));
}

// Another server on the same store may be quicker, more than once, but not for ever.
constexpr int kTries = 3;

void take_turn(const std::shared_ptr<Conversation>& conversation, const Said& said, const Respond& respond,
               int tries = kTries) {
  const auto later = [conversation, said, respond, tries](const Turn& turn) {
    if (turn.status == Turn::Status::kStale && tries > 1)
      return take_turn(conversation, said, respond, tries - 1);
    respond(reply_to(turn, *conversation, said.id));
  };
  const auto turn = conversation->take(said, write_reply, later);
  if (turn.status != Turn::Status::kPending) respond(reply_to(turn, *conversation, said.id));
}

std::string_view session_of(const HttpRequest& request) {
  const auto authorization = request.header("Authorization");
  return authorization.starts_with(kBearer) ? authorization.substr(kBearer.size()) : std::string_view{};
}

// Calls `use` with the conversation that the request names, or answers that there is none.
template <class Use>
void with_conversation(Host& host, const Site& site, const HttpRequest& request, Respond respond, Use use) {
  const auto go_on = [use, respond](const Host::Opened& opened) {
    if (!opened.conversation) return respond(unreadable());
    if (!opened.resumed)
      return respond(error_reply({ErrorCode::kSessionEnded, "There is no such conversation."}));
    use(opened.conversation, respond);
  };
  if (session_of(request).empty())
    return respond(error_reply({ErrorCode::kMissingField, "Send \"Authorization: Bearer <session>\"."}));
  if (const auto opened = host.open(site, session_of(request), {}, go_on)) go_on(*opened);
}

std::uint64_t after_of(std::string_view query) {
  constexpr std::string_view kName = "after=";
  const auto at = query.starts_with(kName) ? 0 : query.find("&after=");
  if (at == std::string_view::npos) return 0;
  const auto digits = query.substr(query.find('=', at) + 1);
  std::uint64_t after = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), after);
  return after;
}

HttpReply replies_reply(const Conversation& conversation, const std::vector<KeptReply>& replies) {
  const auto session = to_text(conversation.token());
  JsonWriter json;
  json.begin_object().key("last_seq").number(conversation.last_seq()).key("replies").begin_array();
  for (const auto& reply : replies) json.raw(write_frame(reply, session));
  return json_reply(200, json.end_array().end_object().take());
}

}  // namespace

HttpReply error_reply(const ProtocolError& error) {
  auto reply = json_reply(status_of(error.code), write_error(error));
  if (reply.status == 503 || reply.status == 429) reply.headers = {{"Retry-After", "1"}};
  return reply;
}

void post_message(Host& host, const Site& site, const HttpRequest& request, Respond respond) {
  if (!is_json(request.content_type))
    return respond(error_reply({ErrorCode::kWrongMediaType, "Send application/json."}));
  const auto key = request.header("Idempotency-Key");
  if (key.size() > kMaxIdBytes)
    return respond(error_reply({ErrorCode::kIdTooLong, "\"Idempotency-Key\" is longer than 64 bytes."}));
  auto read = read_post(request.body, key);
  if (const auto* error = std::get_if<ProtocolError>(&read)) return respond(error_reply(*error));
  const auto& post = std::get<Post>(read);
  const auto go_on = [said = post.said, respond](const Host::Opened& opened) {
    if (!opened.conversation) return respond(unreadable());
    take_turn(opened.conversation, said, respond);
  };
  if (const auto opened = host.open(site, post.session, post.locale, go_on)) go_on(*opened);
}

void get_replies(Host& host, const Site& site, const HttpRequest& request, Respond respond) {
  with_conversation(host, site, request, std::move(respond),
                    [after = after_of(request.query)](const std::shared_ptr<Conversation>& conversation,
                                                      const Respond& answer) {
                      conversation->all_replies_after(
                          after, [conversation, answer](const std::vector<KeptReply>& replies) {
                            answer(replies_reply(*conversation, replies));
                          });
                    });
}

void delete_session(Host& host, const Site& site, const HttpRequest& request, Respond respond) {
  with_conversation(host, site, request, std::move(respond),
                    [&host](const std::shared_ptr<Conversation>& conversation, const Respond& answer) {
                      host.erase(*conversation, [answer](bool done) {
                        answer(done ? HttpReply{.status = 204}
                                    : error_reply({ErrorCode::kNotStored,
                                                   "It could not be erased: try again after a while."}));
                      });
                    });
}

HttpReply get_site(const Site& site, const HttpRequest& request) {
  constexpr std::string_view kName = "locale=";
  const auto query = request.query;
  const auto locale =
      query.starts_with(kName) ? query.substr(kName.size(), query.find('&') - kName.size()) : "";
  const auto rulebook = site.rulebook();
  const auto* edition = rulebook->edition(locale);
  return json_reply(200, write_welcome(edition == nullptr ? *rulebook : *edition));
}

}  // namespace verbatim::web
