#include "adapters/cli/webhook_front.h"

#include <string>
#include <utility>
#include <vector>

namespace verbatim::cli {

void WebhookFront::on_http(const web::HttpRequest& request, web::Respond respond) {
  if (!webhooks_.find(request.path)) return behind_.on_http(request, std::move(respond));
  take(request, std::move(respond));
}

web::Admission WebhookFront::on_websocket(const web::WebSocketRequest& request) {
  return behind_.on_websocket(request);
}

std::size_t WebhookFront::most_body_bytes(std::string_view path) const {
  const auto own = webhooks_.most_bytes(path);
  return own > 0 ? own : behind_.most_body_bytes(path);
}

void WebhookFront::take(const web::HttpRequest& request, web::Respond respond) {
  std::string target(request.path);
  if (!request.query.empty()) target.append(1, '?').append(request.query);
  std::vector<messaging::Header> headers;
  headers.reserve(request.headers.size());
  for (const auto& [name, value] : request.headers) headers.emplace_back(name, value);
  webhooks_.handle({.method = request.method, .target = target, .headers = headers, .body = request.body},
                   [respond = std::move(respond)](messaging::WebReply reply) {
                     respond({.status = reply.status,
                              .content_type = std::move(reply.content_type),
                              .body = std::move(reply.body)});
                   });
}

}  // namespace verbatim::cli
