// WebhookFront stands before the chat and takes the requests of messaging platforms.
#ifndef VERBATIM_ADAPTERS_CLI_WEBHOOK_FRONT_H_
#define VERBATIM_ADAPTERS_CLI_WEBHOOK_FRONT_H_

#include "adapters/messaging/webhooks.h"
#include "adapters/web/application.h"

namespace verbatim::cli {

class WebhookFront final : public web::Application {
 public:
  // Both outlive it.
  WebhookFront(messaging::Webhooks& webhooks, web::Application& behind)
      : webhooks_(webhooks), behind_(behind) {}

  void on_http(const web::HttpRequest& request, web::Respond respond) override;
  web::Admission on_websocket(const web::WebSocketRequest& request) override;
  std::size_t most_body_bytes(std::string_view path) const override;

 private:
  void take(const web::HttpRequest& request, web::Respond respond);

  messaging::Webhooks& webhooks_;
  web::Application& behind_;
};

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_WEBHOOK_FRONT_H_
