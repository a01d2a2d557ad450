// ServerOptions holds every limit of the transport, by name, with its default.
#ifndef VERBATIM_ADAPTERS_WEB_OPTIONS_H_
#define VERBATIM_ADAPTERS_WEB_OPTIONS_H_

#include <chrono>
#include <cstddef>
#include <string>

namespace verbatim::web {

// Deadlines are looked at every `sweep`, so they may be late by that much.
struct ServerOptions {
  std::string listen = "127.0.0.1:8080";  // "address:port"; port 0 lets the system choose
  unsigned threads = 0;                   // 0: one a core

  // Limits of size.
  std::size_t max_connections = 20'000;       // more are answered 503; lowered to what descriptors allow
  std::size_t max_header_bytes = 8 * 1024;    // of a request; more is answered 431
  std::size_t max_body_bytes = 16 * 1024;     // of a request; more is answered 413
  std::size_t max_message_bytes = 8 * 1024;   // of a WebSocket message; more closes with 1009
  std::size_t pause_queue_bytes = 64 * 1024;  // unsent bytes from which a client's next message waits
  std::size_t max_queue_bytes = 1024 * 1024;  // unsent bytes from which a client is cut off

  // Limits of time.
  std::chrono::milliseconds header_timeout{10'000};  // for a whole request header, and between requests
  std::chrono::milliseconds body_timeout{10'000};    // for the body after it
  std::chrono::milliseconds write_timeout{20'000};   // for one reply or message to be taken
  std::chrono::milliseconds ping_after{30'000};      // silence after which a WebSocket is pinged
  std::chrono::milliseconds pong_timeout{20'000};    // and then, without a sign of life, cut off
  std::chrono::milliseconds close_timeout{5'000};    // for the other side to answer a close
  std::chrono::milliseconds drain_timeout{8'000};    // for all connections to end after stop()
  std::chrono::milliseconds accept_back_off{100};    // after the system refused a descriptor
  std::chrono::milliseconds sweep{250};
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_OPTIONS_H_
