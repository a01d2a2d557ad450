// Text inside HTML and XML.
#ifndef VERBATIM_ADAPTERS_CLI_MARKUP_H_
#define VERBATIM_ADAPTERS_CLI_MARKUP_H_

#include <string>
#include <string_view>

namespace verbatim::cli {

// The text as it stands in an element or in an attribute with double quotes.  Control characters that
// XML 1.0 does not know, not even escaped, are left out.
std::string escaped_markup(std::string_view text);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_MARKUP_H_
