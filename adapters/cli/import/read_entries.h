// The one door to the readers of other formats.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_READ_ENTRIES_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_READ_ENTRIES_H_

#include <string_view>

#include "adapters/cli/import/entry.h"

namespace verbatim::cli {

// Reads the bytes of a file in any encoding of encoding.h.  `format` is csv, tsv, qna, rasa, or empty:
// then the end of the file's name says it, and the text whether a table is one of QnA Maker.
Entries read_entries(std::string_view bytes, std::string_view name, std::string_view format);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_READ_ENTRIES_H_
