// Asking staff for what the command line does not say.
#ifndef VERBATIM_ADAPTERS_CLI_PROMPT_H_
#define VERBATIM_ADAPTERS_CLI_PROMPT_H_

#include <string>
#include <string_view>
#include <vector>

namespace verbatim::cli {

// Fills `value` when it is empty: asks when standard input is a terminal, and offers `usual` there.
// False after complaining that the option `flag` is missing.
bool complete(std::string& value, std::string_view flag, std::string_view question,
              std::string_view usual = {});

// The same for a list, one item a line until an empty one.
bool complete(std::vector<std::string>& values, std::string_view flag, std::string_view question);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_PROMPT_H_
