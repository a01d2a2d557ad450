// The request guard refuses what Boost.Beast 1.81 would accept and should not.
//
// Five holes of that release are closed by this server:
//   1. a frame that declares a huge length makes a buffer reserve it, and the
//      process ends: permessage-deflate is compiled out (net.h), and a message
//      buffer grows by what came, not by what was declared (websocket_connection.cc);
//   2. the parser's header limit holds for a step of the parser, not for the header:
//      the whole header is read here first, within max_header_bytes and kMaxFields;
//   3. odd Transfer-Encodings desynchronise a proxy in front: check_head();
//   4. a WebSocket key may be empty, short or repeated: check_upgrade();
//   5. accepting spins when descriptors run out: listener.cc.
// Plain functions over bytes, without Boost, for any thread.
#ifndef VERBATIM_ADAPTERS_WEB_REQUEST_GUARD_H_
#define VERBATIM_ADAPTERS_WEB_REQUEST_GUARD_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace verbatim::web {

inline constexpr std::size_t kMaxFields = 100;  // header lines of one request

struct HeadScan {
  enum class State {
    kIncomplete,  // read more and ask again
    kComplete,    // the header is the first `size` bytes, with its empty line
    kBad,         // a line does not end with CR LF: no need to wait for the rest
  };
  State state = State::kIncomplete;
  std::size_t size = 0;
};

// Looks for the end of the header in what has been read so far.  `from` bytes were
// scanned by an earlier call and are not looked at again.
HeadScan scan_head(std::string_view bytes, std::size_t from);

struct Refusal {
  int status;            // 400, 426, 431, 505
  std::string_view why;  // a sentence for the client; says nothing of the request
};

// Judges a whole header (with its empty line).  Nothing when it may be parsed and answered.
std::optional<Refusal> check_head(std::string_view head);

// Judges the header of a WebSocket handshake that check_head() has passed.
std::optional<Refusal> check_upgrade(std::string_view head);

// The path of a request target: without the query, and without "http://host" of the
// absolute form.  Nothing for "*" and other forms.
std::optional<std::string_view> path_of(std::string_view target);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_REQUEST_GUARD_H_
