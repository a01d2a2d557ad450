// The table of settings, in the order in which they are listed.
#include "adapters/cli/settings.h"

namespace verbatim::cli {

std::vector<Setting> settings_of(Settings& s) {
  auto& server = s.serve.server;
  auto& gate = s.serve.chat.gate;
  return {
      {"rules", "Folder whose subfolders are sites", &s.rules},
      {"listen", "ADDRESS:PORT; port 0 takes a free one", &server.listen},
      {"store",
       "File that keeps conversations; \"memory\" keeps them until the server stops; \"auto\" is a file in "
       "the state folder of the user",
       &s.store},
      {"channels",
       "Accounts of messengers: a file, or in the configuration file an object; empty: none",
       &s.channels,
       0,
       0,
       {},
       true},
      {"handoff",
       "Staff who can be told of a visitor: a file, or in the configuration file an object; empty: nobody",
       &s.handoff,
       0,
       0,
       {},
       true},
      {"threads", "Threads that serve; 0 is one a core", &server.threads, 0, 1024},
      {"watch", "Read rule files again when they change", &s.watch},
      {"allowed_origins", "Web pages that may use the chat, as https://clinic.example; empty: any",
       &s.serve.chat.allowed_origins},
      {"trusted_proxies",
       "Addresses and networks whose Forwarded and X-Forwarded-For are believed; what comes from them "
       "without one is not limited by address",
       &gate.trusted_proxies},
      {"requests_per_second", "Requests and handshakes of one address, over time; 0: no limit",
       &gate.requests.per_second},
      {"requests_burst", "Requests and handshakes of one address, at once", &gate.requests.burst, 1},
      {"messages_per_second", "Messages of one conversation, over time; 0: no limit",
       &s.host.turn.messages.per_second},
      {"messages_burst", "Messages of one conversation, at once", &s.host.turn.messages.burst, 1},
      {"max_connections", "Connections; more are answered 503", &server.max_connections, 1},
      {"max_conversations", "Conversations in memory, besides those that are connected",
       &s.host.max_conversations, 16},
      {"max_header_bytes", "Header of a request", &server.max_header_bytes, 1024, 1 << 20},
      {"max_body_bytes", "Body of a request", &server.max_body_bytes, 1024, 1 << 30},
      {"max_message_bytes", "Message on a WebSocket", &server.max_message_bytes, 1024, 1 << 30},
      {"max_queue_bytes", "Unsent bytes from which a client is cut off", &server.max_queue_bytes, 1 << 16},
      {"header_timeout_ms", "For a request header, and between requests", &server.header_timeout, 100},
      {"body_timeout_ms", "For a request body", &server.body_timeout, 100},
      {"write_timeout_ms", "For a reply to be taken", &server.write_timeout, 100},
      {"ping_after_ms", "Silence after which a WebSocket is pinged", &server.ping_after, 100},
      {"pong_timeout_ms", "Silence after a ping until it is cut off", &server.pong_timeout, 100},
      {"drain_timeout_ms", "For connections to end when the server stops", &server.drain_timeout, 0},
      {"log_format", "How the log is written", &s.log_format, 0, 0, {"human", "json"}},
      {"log_level", "What the log holds", &s.log_level, 0, 0, {"debug", "info", "warn", "error"}},
  };
}

}  // namespace verbatim::cli
