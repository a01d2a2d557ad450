#include "adapters/web/chat_application.h"

#include <algorithm>
#include <utility>

#include "adapters/web/http_reply.h"
#include "adapters/web/json_writer.h"
#include "adapters/web/posted.h"
#include "adapters/web/visit.h"

namespace verbatim::web {
namespace {

constexpr std::string_view kForEver = "public, max-age=31536000, immutable";
constexpr std::string_view kForFiveMinutes = "public, max-age=300";

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

// What the protocol over HTTP offers of a site.
struct SiteRoute {
  std::string_view suffix;
  std::string_view allow;  // the methods, as the header of that name lists them
};

constexpr SiteRoute kSiteRoutes[] = {{"/messages", "POST, OPTIONS"},
                                     {"/replies", "GET, HEAD, OPTIONS"},
                                     {"/session", "DELETE, OPTIONS"},
                                     {"", "GET, HEAD, OPTIONS"}};

HttpReply not_found() { return plain_reply(404, "Nothing is here."); }

HttpReply wrong_method(std::string allow) {
  auto reply = plain_reply(405, "This address does not take this method.");
  reply.headers = {{"Allow", std::move(allow)}};
  return reply;
}

HttpReply preflight(std::string_view allow) {
  HttpReply reply{.status = 204};
  reply.headers = {{"Access-Control-Allow-Methods", std::string(allow)},
                   {"Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key"},
                   {"Access-Control-Max-Age", "86400"}};
  return reply;
}

HttpReply too_many() {
  auto reply = plain_reply(429, "Too many requests: wait a little.");
  reply.headers = {{"Retry-After", "1"}};
  return reply;
}

HttpReply upgrade_required() {
  auto reply = plain_reply(426, "This address takes WebSockets only.");
  reply.headers = {{"Upgrade", "websocket"}};
  return reply;
}

HttpReply json_reply(int status, std::string body) {
  return {.status = status, .content_type = "application/json", .body = std::move(body)};
}

// Which rules a site serves, and whether the files hold mistakes that wait to be mended.
void write_state(JsonWriter& json, std::string_view name, const SiteState& state) {
  json.begin_object().field("site", name).field("revision", state.revision);
  json.key("published").number(state.published).key("mistakes").number(state.mistakes);
  if (!state.first_mistake.empty()) json.field("first_mistake", state.first_mistake);
  json.end_object();
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Whether Accept-Encoding names this coding without refusing it ("br;q=0").  "*" is not taken
// as a yes: sending the plain bytes is always right.
bool accepts(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const auto item = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), item.size() + 1));
    const auto name = item.substr(0, item.find(';'));
    if (trimmed(name) != coding) continue;
    const auto weight = trimmed(item.substr(std::min(item.size(), name.size() + 1)));
    return !weight.starts_with("q=0") || weight.find_first_not_of("0.", 2) != std::string_view::npos;
  }
  return false;
}

}  // namespace

ChatApplication::ChatApplication(Host& host, Metrics& metrics, std::vector<StaticFile> files,
                                 ChatOptions options)
    : host_(host),
      metrics_(metrics),
      options_(std::move(options)),
      gate_(options_.gate),
      files_(std::move(files)) {}

void ChatApplication::on_http(const HttpRequest& request, Respond respond) {
  if (!gate_.admit(gate_.client_of(request.client, request.headers), std::chrono::steady_clock::now())) {
    metrics_.count_refused("rate");
    return respond(too_many());
  }
  for (const auto& route : kSiteRoutes)
    if (const auto site = between(request.path, "/v1/", route.suffix); !site.empty())
      return on_site(site, route.suffix, route.allow, request, respond);
  respond(answer(request));
}

HttpReply ChatApplication::answer(const HttpRequest& request) const {
  const auto file = std::find_if(files_.begin(), files_.end(),
                                 [&](const StaticFile& one) { return one.path == request.path; });
  if (file != files_.end()) return serve_file(*file, request);
  if (request.path == "/healthz") return health(request);
  if (request.path == "/readyz") return readiness(request);
  if (request.path == "/metrics") return metrics(request);
  if (host_.find_site(site_of_websocket(request.path)))
    return request.method == "GET" ? upgrade_required() : wrong_method("GET");
  return not_found();
}

Admission ChatApplication::on_websocket(const WebSocketRequest& request) {
  const auto* site = host_.find_site(site_of_websocket(request.path));
  if (!site) return {.endpoint = nullptr, .refusal = not_found()};
  if (!gate_.admit(gate_.client_of(request.client, request.headers), std::chrono::steady_clock::now())) {
    metrics_.count_refused("rate");
    return {.endpoint = nullptr, .refusal = too_many()};
  }
  if (!origin_allowed(*site, request.origin)) {
    metrics_.count_refused("origin");
    return {.endpoint = nullptr, .refusal = plain_reply(403, "This page may not use this chat.")};
  }
  const auto& offered = request.subprotocols;
  const bool known = std::find(offered.begin(), offered.end(), kSubprotocol) != offered.end();
  if (!offered.empty() && !known)
    return {.endpoint = nullptr, .refusal = plain_reply(400, "Offer the subprotocol verbatim.v1.")};
  return {.endpoint = std::make_unique<Visit>(host_, *site, metrics_),
          .subprotocol = known ? std::string(kSubprotocol) : std::string()};
}

// Programs send no Origin, so only pages of other sites are kept out: those that neither the operator nor
// the clinic names, when either names any.
bool ChatApplication::origin_allowed(const Site& site, std::string_view origin) const {
  const auto& everywhere = options_.allowed_origins;
  const auto rulebook = site.rulebook();
  const auto& here = rulebook->clinic().widget.pages;
  const auto has = [&](const auto& list) {
    return std::find(list.begin(), list.end(), origin) != list.end();
  };
  return origin.empty() || (everywhere.empty() && here.empty()) || has(everywhere) || has(here);
}

HttpReply ChatApplication::health(const HttpRequest& request) const {
  if (request.method != "GET") return wrong_method("GET, HEAD");
  const auto store = host_.store().state();
  JsonWriter json;
  json.begin_object().field("status", store.problem.empty() ? "ok" : "degraded");
  json.key("store").begin_object().key("durable").boolean(host_.store().durable());
  json.key("waiting").number(store.waiting).key("failed").number(store.failed);
  if (!store.problem.empty()) json.field("problem", store.problem);
  json.end_object().key("sites").begin_array();
  for (const auto& [name, site] : host_.sites()) json.string(name);
  json.end_array().key("rules").begin_array();
  for (const auto& [name, site] : host_.sites()) write_state(json, name, site.state());
  return json_reply(200, json.end_array().end_object().take());
}

// Ready to be sent visitors: it answers them also while the store fails.
HttpReply ChatApplication::readiness(const HttpRequest& request) const {
  return request.method == "GET" ? plain_reply(200, "ready") : wrong_method("GET, HEAD");
}

// For the machine itself and nobody else: those behind a proxy are told that nothing is here.
HttpReply ChatApplication::metrics(const HttpRequest& request) const {
  if (!gate_.client_of(request.client, request.headers).empty()) return not_found();
  if (request.method != "GET") return wrong_method("GET, HEAD");
  return {.content_type = "text/plain; version=0.0.4; charset=utf-8", .body = metrics_.text(host_)};
}

HttpReply ChatApplication::serve_file(const StaticFile& file, const HttpRequest& request) const {
  if (request.method != "GET") return wrong_method("GET, HEAD");
  HttpReply reply{.content_type = file.content_type, .static_body = file.bytes};
  reply.headers = {{"Cache-Control", std::string(file.immutable ? kForEver : kForFiveMinutes)}};
  if (!file.brotli.empty() || !file.gzip.empty()) reply.headers.emplace_back("Vary", "Accept-Encoding");
  for (const auto& [name, bytes] : {std::pair{"br", &file.brotli}, {"gzip", &file.gzip}}) {
    if (bytes->empty() || !accepts(request.header("Accept-Encoding"), name)) continue;
    reply.static_body = *bytes;
    reply.headers.emplace_back("Content-Encoding", name);
    break;
  }
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
void ChatApplication::on_site(std::string_view name, std::string_view suffix, std::string_view allow,
                              const HttpRequest& request, const Respond& respond) {
  const Respond respond_to_page = [respond](HttpReply reply) {
    reply.headers.emplace_back("Access-Control-Allow-Origin", "*");
    reply.headers.emplace_back("Cross-Origin-Resource-Policy", "cross-origin");
    respond(std::move(reply));
  };
  const auto* site = host_.find_site(name);
  if (!site) return respond_to_page(error_reply({ErrorCode::kUnknownSite, "There is no such site."}));
  if (!origin_allowed(*site, request.origin))
    return respond(error_reply({ErrorCode::kWrongOrigin, "This page may not use this chat."}));
  if (request.method == "OPTIONS") return respond_to_page(preflight(allow));
  if (allow.find(request.method) == std::string_view::npos || request.method.empty())
    return respond_to_page(wrong_method(std::string(allow)));
  if (suffix == "/messages") return post_message(host_, *site, request, respond_to_page);
  if (suffix == "/replies") return get_replies(host_, *site, request, respond_to_page);
  if (suffix == "/session") return delete_session(host_, *site, request, respond_to_page);
  respond_to_page(get_site(*site, request));
}

}  // namespace verbatim::web
