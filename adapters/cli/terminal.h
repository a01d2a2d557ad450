// Terminal: colours where a person looks on, plain text everywhere else.
#ifndef VERBATIM_ADAPTERS_CLI_TERMINAL_H_
#define VERBATIM_ADAPTERS_CLI_TERMINAL_H_

#include <string>
#include <string_view>

namespace verbatim::cli {

// True when standard output is a terminal and NO_COLOR (no-color.org) is not set.
bool has_colour();

// `text` in a style when has_colour(), else as it is.
std::string bold(std::string_view text);
std::string dim(std::string_view text);
std::string red(std::string_view text);
std::string green(std::string_view text);

// `text` broken at spaces into lines of at most `width` columns, each after `indent`.
std::string wrapped(std::string_view text, std::size_t width, std::string_view indent);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_TERMINAL_H_
