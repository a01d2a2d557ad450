// Prints the header of an HTTP reply, with the security headers that every reply carries.
#ifndef VERBATIM_ADAPTERS_WEB_HTTP_REPLY_H_
#define VERBATIM_ADAPTERS_WEB_HTTP_REPLY_H_

#include <string>
#include <string_view>

#include "adapters/web/application.h"

namespace verbatim::web {

// The bytes to send as the body.
inline std::string_view body_of(const HttpReply& reply) {
  return reply.body.empty() ? reply.static_body : std::string_view(reply.body);
}

// Status line and fields, with the empty line.  A header that the reply names itself wins over the default.
std::string print_head(const HttpReply& reply, bool keep_alive);

// A reply that says in one line of plain text what was wrong.
HttpReply plain_reply(int status, std::string_view text);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_HTTP_REPLY_H_
