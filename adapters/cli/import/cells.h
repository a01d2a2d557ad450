// CSV and TSV: text to rows of cells and back (RFC 4180, with the liberties that spreadsheets take).
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_CELLS_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_CELLS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/cli/import/entry.h"

namespace verbatim::cli {

struct Row {
  std::size_t line = 0;  // where it begins, from 1
  std::vector<std::string> cells;
};

struct Table {
  std::vector<Row> rows;  // without those that hold nothing
  std::vector<Remark> remarks;
};

// Reads UTF-8.  A cell in quotes may hold separators, line breaks and doubled quotes; all line breaks in
// it become \n.  A quote that is never closed is a remark, and its row is left out.
Table read_cells(std::string_view text, char separator);

// The rows as text that read_cells() reads back cell for cell; lines end with \r\n.
std::string write_cells(const std::vector<std::vector<std::string>>& rows, char separator);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_CELLS_H_
