// URLs and forms: percent-encoding, fields, and the parts of an address.
#ifndef VERBATIM_ADAPTERS_MESSAGING_FORM_H_
#define VERBATIM_ADAPTERS_MESSAGING_FORM_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace verbatim::messaging {

using Fields = std::vector<std::pair<std::string, std::string>>;

// "a=1&b=%2B" as fields, decoded, in their order.  A field without "=" has an empty value.
Fields read_form(std::string_view text);

// Fields as "a=1&b=%2B".
std::string write_form(const Fields& fields);

// The first value of a field; nothing when there is none.
std::optional<std::string> field_of(const Fields& fields, std::string_view name);

// All but letters, digits and "-._~" and what `keep` holds as %XX.
std::string percent_encode(std::string_view text, std::string_view keep = {});

// What stands before and after the first "?".
std::string_view path_of_target(std::string_view target);
std::string_view query_of_target(std::string_view target);

// "https://user@host:8443/path?query#fragment"
struct Url {
  std::string scheme = {};  // lower case
  std::string user = {};    // with its "@"; empty for none
  std::string host = {};    // lower case; an IPv6 address with its brackets
  std::string port = {};    // as written; empty for none
  std::string path = {};
  std::string query = {};  // without "?"
};
// Nothing for what is not an http: or https: address.
std::optional<Url> read_url(std::string_view text);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_FORM_H_
