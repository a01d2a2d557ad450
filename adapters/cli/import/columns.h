// Tables with a first line that names the columns, as spreadsheets and QnA Maker keep questions.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_COLUMNS_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_COLUMNS_H_

#include <string>
#include <string_view>
#include <vector>

#include "adapters/cli/import/entry.h"

namespace verbatim::cli {

// Reads UTF-8 with commas, semicolons or tabs, whichever gives a first line with "question" and "answer".
// Known are also "alternate questions" and "source" (one a line of the cell), "topic" and "id".
Entries read_table(std::string_view text);

// QnA Maker's TSV: a row for each question, joined where "QnaId", or else the answer, is the same.
Entries read_qna_table(std::string_view text);

// Whether the first line is that of QnA Maker's TSV.
bool is_qna_table(std::string_view text);

// The entries as a table that read_table() reads back.
std::string write_table(const std::vector<Entry>& entries, char separator);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_COLUMNS_H_
