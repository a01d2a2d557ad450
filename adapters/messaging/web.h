// Requests and answers as plain data: what comes from a platform, and what goes to it.
#ifndef VERBATIM_ADAPTERS_MESSAGING_WEB_H_
#define VERBATIM_ADAPTERS_MESSAGING_WEB_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verbatim::messaging {

using Header = std::pair<std::string_view, std::string_view>;

// A request that reached us.  The views live as long as the call they are passed to.
struct WebRequest {
  std::string_view method = {};
  std::string_view target = {};  // path and query as on the wire
  std::span<const Header> headers = {};
  std::string_view body = {};  // raw bytes
};

// The value of a header, whatever the case of its name.  Nothing when it is absent, or given twice: a
// second signature is an attempt to be clever.
std::optional<std::string_view> header_of(const WebRequest& request, std::string_view name);

// The media type without its parameters, in lower case; empty when there is none.
std::string media_type(const WebRequest& request);

struct WebReply {
  int status = 200;
  std::string content_type = {};
  std::string body = {};
};

// A request to a platform, without any secret: it may be kept and shown.
struct Call {
  std::string path = {};  // below the platform's base address
  std::string content_type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string method = "POST";
  bool repeatable = false;  // the platform takes a repetition for what it is
  bool minor = false;       // no message: it is tried once, and missed by nobody
};

// What came back.
struct WebAnswer {
  int status = 0;
  std::string retry_after = {};  // the header, as it was
  std::string body = {};
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_WEB_H_
