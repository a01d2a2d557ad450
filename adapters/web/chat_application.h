// The chat as an Application: routes, the protocol's conversation, and the files of the demo page.
#ifndef VERBATIM_ADAPTERS_WEB_CHAT_APPLICATION_H_
#define VERBATIM_ADAPTERS_WEB_CHAT_APPLICATION_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/host/host.h"
#include "adapters/web/application.h"
#include "adapters/web/protocol.h"
#include "adapters/web/visit.h"

namespace verbatim::web {

// A file of the demo page or the widget, served from memory.
struct StaticFile {
  std::string path;          // "/", "/widget.js"
  std::string content_type;  // "text/html; charset=utf-8"
  std::string bytes;
  bool embeddable = false;  // other sites' pages may load it: the widget
};

struct ChatOptions {
  // Origins of the pages that may use the chat ("https://clinic.example"); empty: any.
  std::vector<std::string> allowed_origins = {};
};

class ChatApplication final : public Application {
 public:
  // `host` outlives the application.
  ChatApplication(Host& host, std::vector<StaticFile> files, ChatOptions options = {});

  void on_http(const HttpRequest& request, Respond respond) override;
  Admission on_websocket(const WebSocketRequest& request) override;

 private:
  bool origin_allowed(std::string_view origin) const;
  HttpReply health(const HttpRequest& request) const;
  HttpReply serve_file(const StaticFile& file, const HttpRequest& request) const;
  HttpReply answer(const HttpRequest& request);
  HttpReply messages(std::string_view name, const HttpRequest& request);
  HttpReply post_message(const Site& site, std::string_view body);

  Host& host_;
  const ChatOptions options_;
  const std::vector<StaticFile> files_;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_CHAT_APPLICATION_H_
