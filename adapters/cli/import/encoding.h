// From the encodings that spreadsheets write to UTF-8.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_ENCODING_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_ENCODING_H_

#include <string>
#include <string_view>

namespace verbatim::cli {

// UTF-8 with or without a byte order mark, UTF-16 with one, and else Windows-1252, in which every byte
// means something.  Total: half a UTF-16 pair becomes U+FFFD.
std::string to_utf8(std::string_view bytes);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_ENCODING_H_
