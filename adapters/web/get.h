// One request to a server on this machine or near it, for commands that ask a running server.
#ifndef VERBATIM_ADAPTERS_WEB_GET_H_
#define VERBATIM_ADAPTERS_WEB_GET_H_

#include <chrono>
#include <string>
#include <string_view>

namespace verbatim::web {

struct Got {
  int status = 0;          // 0 when there was no answer
  std::string body = {};   // at most 1 MiB
  std::string error = {};  // why there was none, in one sentence; empty when there was
};

// Plain HTTP to ADDRESS:PORT.  Blocks, at most for `timeout`.
Got get(std::string_view address, std::string_view path, std::chrono::seconds timeout);

// DELETE with "Authorization: Bearer <token>".
Got remove(std::string_view address, std::string_view path, std::string_view token,
           std::chrono::seconds timeout);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_GET_H_
