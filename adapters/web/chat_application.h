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
#include "adapters/web/gate.h"
#include "adapters/web/metrics.h"
#include "adapters/web/protocol.h"
#include "adapters/web/visit.h"

namespace verbatim::web {

// A file of the demo page or the widget, served from memory.
struct StaticFile {
  std::string path;          // "/", "/widget.js"
  std::string content_type;  // "text/html; charset=utf-8"
  std::string bytes;
  bool embeddable = false;  // other sites' pages may load it: the widget
  bool immutable = false;   // its address changes whenever its bytes do
  std::string brotli = {};  // the same bytes, compressed when the program was built; empty for none
  std::string gzip = {};
};

struct ChatOptions {
  GateOptions gate = {};
  // Origins of the pages that may use the chat ("https://clinic.example"); empty: any.
  std::vector<std::string> allowed_origins = {};
};

class ChatApplication final : public Application {
 public:
  // `host` and `metrics` outlive the application.
  ChatApplication(Host& host, Metrics& metrics, std::vector<StaticFile> files, ChatOptions options = {});

  // What is wrong with the options, one sentence; empty when nothing is.
  const std::string& error() const { return gate_.error(); }

  void on_http(const HttpRequest& request, Respond respond) override;
  Admission on_websocket(const WebSocketRequest& request) override;

 private:
  bool origin_allowed(const Site& site, std::string_view origin) const;
  HttpReply health(const HttpRequest& request) const;
  HttpReply readiness(const HttpRequest& request) const;
  HttpReply metrics(const HttpRequest& request) const;
  HttpReply serve_file(const StaticFile& file, const HttpRequest& request) const;
  HttpReply answer(const HttpRequest& request) const;
  void on_site(std::string_view name, std::string_view suffix, std::string_view allow,
               const HttpRequest& request, const Respond& respond);

  Host& host_;
  Metrics& metrics_;
  const ChatOptions options_;
  Gate gate_;
  const std::vector<StaticFile> files_;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_CHAT_APPLICATION_H_
