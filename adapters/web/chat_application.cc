#include "adapters/web/chat_application.h"

#include <algorithm>
#include <utility>

#include "adapters/web/http_reply.h"
#include "adapters/web/json_writer.h"
#include "adapters/web/visit.h"

namespace verbatim::web {
namespace {

constexpr std::string_view kJson = "application/json";

// Scripts and styles come from this server only, and nobody may frame the page.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// The {site} of "<before>{site}<after>", or nothing.
std::string_view between(std::string_view path, std::string_view before, std::string_view after) {
  if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after))
    return {};
  const auto site = path.substr(before.size(), path.size() - before.size() - after.size());
  return site.find('/') == std::string_view::npos ? site : std::string_view{};
}

std::string_view site_of_websocket(std::string_view path) { return between(path, "/", "/ws"); }
std::string_view site_of_messages(std::string_view path) { return between(path, "/v1/", "/messages"); }

HttpReply not_found() { return plain_reply(404, "Nothing is here."); }

HttpReply wrong_method(std::string allow) {
  auto reply = plain_reply(405, "This address does not take this method.");
  reply.headers = {{"Allow", std::move(allow)}};
  return reply;
}

HttpReply upgrade_required() {
  auto reply = plain_reply(426, "This address takes WebSockets only.");
  reply.headers = {{"Upgrade", "websocket"}};
  return reply;
}

HttpReply json_reply(int status, std::string body) {
  return {.status = status, .content_type = std::string(kJson), .body = std::move(body)};
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUnknownSite:
      return 404;
    case ErrorCode::kWrongOrigin:
      return 403;
    case ErrorCode::kWrongMediaType:
      return 415;
    case ErrorCode::kRateLimited:
      return 429;
    default:
      return 400;
  }
}

HttpReply error_reply(const ProtocolError& error) {
  return json_reply(status_of(error.code), write_error(error));
}

// Which rules a site serves, and whether the files hold mistakes that wait to be mended.
void write_state(JsonWriter& json, std::string_view name, const SiteState& state) {
  json.begin_object().field("site", name).field("revision", state.revision);
  json.key("published").number(state.published).key("mistakes").number(state.mistakes);
  if (!state.first_mistake.empty()) json.field("first_mistake", state.first_mistake);
  json.end_object();
}

// Parameters ("; charset=utf-8") may follow.
bool is_json(std::string_view content_type) {
  const auto type = content_type.substr(0, content_type.find_first_of("; \t"));
  return std::equal(type.begin(), type.end(), kJson.begin(), kJson.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

}  // namespace

ChatApplication::ChatApplication(Host& host, std::vector<StaticFile> files, ChatOptions options)
    : host_(host), options_(std::move(options)), files_(std::move(files)) {}

void ChatApplication::on_http(const HttpRequest& request, Respond respond) { respond(answer(request)); }

HttpReply ChatApplication::answer(const HttpRequest& request) {
  const auto file = std::find_if(files_.begin(), files_.end(),
                                 [&](const StaticFile& one) { return one.path == request.path; });
  if (file != files_.end()) return serve_file(*file, request);
  if (request.path == "/healthz") return health(request);
  if (const auto site = site_of_messages(request.path); !site.empty()) return messages(site, request);
  if (host_.find_site(site_of_websocket(request.path)))
    return request.method == "GET" ? upgrade_required() : wrong_method("GET");
  return not_found();
}

Admission ChatApplication::on_websocket(const WebSocketRequest& request) {
  const auto* site = host_.find_site(site_of_websocket(request.path));
  if (!site) return {.endpoint = nullptr, .refusal = not_found()};
  if (!origin_allowed(request.origin))
    return {.endpoint = nullptr, .refusal = plain_reply(403, "This page may not use this chat.")};
  const auto& offered = request.subprotocols;
  const bool known = std::find(offered.begin(), offered.end(), kSubprotocol) != offered.end();
  if (!offered.empty() && !known)
    return {.endpoint = nullptr, .refusal = plain_reply(400, "Offer the subprotocol verbatim.v1.")};
  return {.endpoint = std::make_unique<Visit>(host_, *site),
          .subprotocol = known ? std::string(kSubprotocol) : std::string()};
}

// Programs send no Origin, so only pages of other sites are kept out.
bool ChatApplication::origin_allowed(std::string_view origin) const {
  const auto& allowed = options_.allowed_origins;
  return origin.empty() || allowed.empty() ||
         std::find(allowed.begin(), allowed.end(), origin) != allowed.end();
}

HttpReply ChatApplication::health(const HttpRequest& request) const {
  if (request.method != "GET") return wrong_method("GET, HEAD");
  JsonWriter json;
  json.begin_object().field("status", "ok").key("sites").begin_array();
  for (const auto& [name, site] : host_.sites()) json.string(name);
  json.end_array().key("rules").begin_array();
  for (const auto& [name, site] : host_.sites()) write_state(json, name, site.state());
  return json_reply(200, json.end_array().end_object().take());
}

HttpReply ChatApplication::serve_file(const StaticFile& file, const HttpRequest& request) const {
  if (request.method != "GET") return wrong_method("GET, HEAD");
  HttpReply reply{.content_type = file.content_type, .static_body = file.bytes};
  reply.headers = {{"Cache-Control", "public, max-age=300"}};
  if (file.content_type.starts_with("text/html"))
    reply.headers.emplace_back("Content-Security-Policy", kPagePolicy);
  if (file.embeddable) {
    reply.headers.emplace_back("Access-Control-Allow-Origin", "*");
    reply.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
  }
  return reply;
}

// The widget runs on the clinic's own pages, which are another origin: the answers
// may be read there.  No cookie is involved, so "any" gives nothing away.
HttpReply ChatApplication::messages(std::string_view name, const HttpRequest& request) {
  const auto* site = host_.find_site(name);
  HttpReply reply;
  if (!site) {
    reply = error_reply({ErrorCode::kUnknownSite, "There is no such site."});
  } else if (!origin_allowed(request.origin)) {
    return error_reply({ErrorCode::kWrongOrigin, "This page may not use this chat."});
  } else if (request.method == "OPTIONS") {
    reply.status = 204;
    reply.headers = {{"Access-Control-Allow-Methods", "POST"},
                     {"Access-Control-Allow-Headers", "Content-Type"},
                     {"Access-Control-Max-Age", "86400"}};
  } else if (request.method != "POST") {
    reply = wrong_method("POST, OPTIONS");
  } else if (!is_json(request.content_type)) {
    reply = error_reply({ErrorCode::kWrongMediaType, "Send application/json."});
  } else {
    reply = post_message(*site, request.body);
  }
  reply.headers.emplace_back("Access-Control-Allow-Origin", "*");
  reply.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
  return reply;
}

HttpReply ChatApplication::post_message(const Site& site, std::string_view body) {
  auto read = read_post(body);
  if (const auto* error = std::get_if<ProtocolError>(&read)) return error_reply(*error);
  const auto& post = std::get<Post>(read);
  const auto conversation = host_.open(site, post.session, post.locale).conversation;
  const auto taken = take_turn(*conversation, post.said);
  if (const auto* error = std::get_if<ProtocolError>(&taken)) return error_reply(*error);
  return json_reply(200, with_session(to_text(conversation->token()), *std::get<Rendered>(taken)));
}

}  // namespace verbatim::web
