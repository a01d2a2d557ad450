// verbatim_echo sends every message back over the same transport as the chat, for conformance tests.
//
//   verbatim_echo [--listen 127.0.0.1:9001] [--<limit> <number>]…
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "adapters/web/server.h"

namespace {

using namespace verbatim::web;

class EchoEndpoint final : public Endpoint {
 public:
  void on_open(Peer& peer) override { peer_ = &peer; }
  void on_text(std::string_view message) override { peer_->send(std::string(message)); }
  void on_binary(std::string_view message) override {
    peer_->send(std::string(message), Peer::Kind::kBinary);
  }

 private:
  Peer* peer_ = nullptr;
};

class Echo final : public Application {
 public:
  void on_http(const HttpRequest& request, Respond respond) override {
    respond({.content_type = "text/plain; charset=utf-8", .body = std::string(request.body)});
  }
  Admission on_websocket(const WebSocketRequest&) override {
    return {.endpoint = std::make_unique<EchoEndpoint>()};
  }
};

// Large messages by default, as the conformance suite sends them.
ServerOptions echo_options() {
  ServerOptions options;
  options.listen = "127.0.0.1:9001";
  options.max_message_bytes = 64u << 20;
  options.max_queue_bytes = 256u << 20;
  options.write_timeout = std::chrono::seconds(60);
  return options;
}

bool set_option(ServerOptions& options, const std::string& name, const std::string& value) {
  using std::chrono::milliseconds;
  const auto number = std::strtoull(value.c_str(), nullptr, 10);
  const std::map<std::string, std::function<void()>> known{
      {"--listen", [&] { options.listen = value; }},
      {"--threads", [&] { options.threads = static_cast<unsigned>(number); }},
      {"--max-connections", [&] { options.max_connections = number; }},
      {"--max-message-bytes", [&] { options.max_message_bytes = number; }},
      {"--max-queue-bytes", [&] { options.max_queue_bytes = number; }},
      {"--header-timeout-ms", [&] { options.header_timeout = milliseconds(number); }},
      {"--write-timeout-ms", [&] { options.write_timeout = milliseconds(number); }},
      {"--ping-after-ms", [&] { options.ping_after = milliseconds(number); }},
      {"--pong-timeout-ms", [&] { options.pong_timeout = milliseconds(number); }},
      {"--drain-timeout-ms", [&] { options.drain_timeout = milliseconds(number); }},
  };
  const auto found = known.find(name);
  if (found == known.end()) return false;
  found->second();
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  auto options = echo_options();
  for (int i = 1; i < argc; i += 2) {
    if (i + 1 < argc && set_option(options, argv[i], argv[i + 1])) continue;
    std::cerr << "unknown option or missing value: " << argv[i] << '\n';
    return 2;
  }
  Server::hold_signals();
  Echo echo;
  Server server(options, echo);
  if (const auto error = server.start()) {
    std::cerr << "error: " << *error << '\n';
    return 1;
  }
  std::cout << "Listening on " << server.address() << std::endl;
  server.run_until_signal();
}
