// Small things that all readers of other formats do with text.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_LINES_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_LINES_H_

#include <string>
#include <string_view>
#include <vector>

namespace verbatim::cli {

// Without white space at both ends.
std::string_view trimmed(std::string_view text);

// The lines that hold something, trimmed.
std::vector<std::string> filled_lines(std::string_view text);

// The lines joined with \n.
std::string joined(const std::vector<std::string>& lines);

// A name of small ASCII letters, digits and _ for a text: "How much is it?" is how_much_is_it.  Accents
// fall away; a text without any such letter gives an empty name.
std::string slug(std::string_view text);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_LINES_H_
