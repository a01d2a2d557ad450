// Where the server's log goes and how it looks: standard error, for people or as one JSON object a line.
//
// Nothing that a visitor wrote and no token is ever logged; a turn is named by turn_id().
#ifndef VERBATIM_ADAPTERS_WEB_LOG_H_
#define VERBATIM_ADAPTERS_WEB_LOG_H_

#include <string>

namespace verbatim::web {

struct LogOptions {
  std::string format = "human";  // or "json"
  std::string level = "info";    // or "debug", "warn", "error"
};

// Before any thread logs; calling it again changes the level alone.
void begin_log(const LogOptions& options);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_LOG_H_
