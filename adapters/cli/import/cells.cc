#include "adapters/cli/import/cells.h"

#include <algorithm>
#include <utility>

namespace verbatim::cli {
namespace {

class CellReader {
 public:
  CellReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  Table run() {
    while (at_ < text_.size()) {
      Row row{.line = line_, .cells = {}};
      const bool closed = read_row(row);
      if (!closed) {
        table_.remarks.push_back({row.line, "A quote is opened and never closed; the row is left out."});
      } else if (std::ranges::any_of(row.cells, [](const std::string& cell) { return !cell.empty(); })) {
        table_.rows.push_back(std::move(row));
      }
    }
    return std::move(table_);
  }

 private:
  bool at_break() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

  // \n, \r\n and \r are one break each.
  void skip_break() {
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    ++line_;
  }

  bool read_row(Row& row) {
    while (true) {
      std::string cell;
      if (!read_cell(cell)) return false;
      row.cells.push_back(std::move(cell));
      if (at_ >= text_.size()) return true;
      if (at_break()) {
        skip_break();
        return true;
      }
      ++at_;  // the separator
    }
  }

  bool read_cell(std::string& cell) {
    if (at_ < text_.size() && text_[at_] == '"' && !read_quoted(cell)) return false;
    // What follows a closing quote belongs to the cell: people write "this" by hand.
    while (at_ < text_.size() && text_[at_] != separator_ && !at_break()) cell += text_[at_++];
    return true;
  }

  bool read_quoted(std::string& cell) {
    for (++at_; at_ < text_.size();) {
      if (at_break()) {
        skip_break();
        cell += '\n';
      } else if (text_[at_] != '"') {
        cell += text_[at_++];
      } else if (text_.substr(at_, 2) == "\"\"") {
        cell += '"';
        at_ += 2;
      } else {
        ++at_;
        return true;
      }
    }
    return false;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  Table table_;
};

bool needs_quotes(std::string_view cell, char separator) {
  const auto special = [&](char c) { return c == separator || c == '"' || c == '\n' || c == '\r'; };
  return std::ranges::any_of(cell, special) || cell.starts_with(' ') || cell.ends_with(' ');
}

void write_cell(std::string_view cell, char separator, std::string& out) {
  if (!needs_quotes(cell, separator)) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

}  // namespace

Table read_cells(std::string_view text, char separator) { return CellReader(text, separator).run(); }

std::string write_cells(const std::vector<std::vector<std::string>>& rows, char separator) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += separator;
      write_cell(row[i], separator, out);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace verbatim::cli
