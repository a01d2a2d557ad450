#include "adapters/cli/import/columns.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "adapters/cli/import/cells.h"
#include "adapters/cli/import/lines.h"

namespace verbatim::cli {
namespace {

constexpr std::string_view kSeparators = ",;\t";

// The names that people give the columns, the usual one first.
const std::map<std::string, std::vector<std::string_view>> kColumns = {
    {"question", {"question", "questions", "title", "pregunta"}},
    {"alternates",
     {"alternate questions", "alternate question", "alternates", "other questions", "examples",
      "otras preguntas"}},
    {"answer", {"answer", "answers", "response", "respuesta"}},
    {"topic", {"topic", "category", "tema"}},
    {"id", {"id", "rule"}},
    {"source", {"source", "sources", "fuente", "fuentes"}},
    {"metadata", {"metadata"}},
    {"qnaid", {"qnaid"}},
};

std::string header_name(std::string_view cell) {
  std::string out;
  for (const char c : trimmed(cell))
    out += c == '_' ? ' ' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  return out;
}

// Which cell of a row is which column.
class Header {
 public:
  explicit Header(const Row& row) : width_(row.cells.size()) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const auto name = header_name(row.cells[i]);
      for (const auto& [column, names] : kColumns)
        if (std::ranges::find(names, name) != names.end()) place_.try_emplace(column, i);
    }
  }

  bool has(const std::string& column) const { return place_.contains(column); }
  bool is_complete() const { return has("question") && has("answer"); }

  std::string_view cell(const Row& row, const std::string& column) const {
    const auto found = place_.find(column);
    if (found == place_.end() || found->second >= row.cells.size()) return {};
    return row.cells[found->second];
  }

  bool too_wide(const Row& row) const {
    if (row.cells.size() <= width_) return false;
    const auto rest = row.cells.begin() + static_cast<std::ptrdiff_t>(width_);
    return std::any_of(rest, row.cells.end(), [](const std::string& cell) { return !cell.empty(); });
  }

 private:
  std::size_t width_;
  std::map<std::string, std::size_t> place_;
};

struct Named {
  Header header;
  Table table;  // without the header
};

// Excel may say the separator in a line of its own: "sep=;".
std::string_view without_hint(std::string_view text) {
  return text.starts_with("sep=") && text.size() > 5 ? text.substr(5) : text;
}

std::optional<Named> named(std::string_view text, std::string_view separators) {
  for (const char separator : separators) {
    auto table = read_cells(without_hint(text), separator);
    if (table.rows.empty()) continue;
    Header header(table.rows.front());
    if (!header.is_complete()) continue;
    table.rows.erase(table.rows.begin());
    return Named{std::move(header), std::move(table)};
  }
  return std::nullopt;
}

Entries no_header() {
  return {{},
          {{1,
            "The first line must name the columns: question and answer, and if wanted alternate questions, "
            "topic, source and id."}}};
}

// What is wrong with a row, or nothing.
std::string mistake(const Header& header, const Row& row) {
  if (header.too_wide(row))
    return "The row has more cells than the first line. Put quotes around a cell that holds a separator.";
  if (trimmed(header.cell(row, "question")).empty()) return "The question is empty; the row is left out.";
  if (trimmed(header.cell(row, "answer")).empty()) return "The answer is empty; the row is left out.";
  return {};
}

Entry entry_of(const Header& header, const Row& row) {
  return {.line = row.line,
          .id = std::string(trimmed(header.cell(row, "id"))),
          .topic = std::string(trimmed(header.cell(row, "topic"))),
          .question = std::string(trimmed(header.cell(row, "question"))),
          .alternates = filled_lines(header.cell(row, "alternates")),
          .answer = std::string(header.cell(row, "answer")),
          .sources = filled_lines(header.cell(row, "source"))};
}

// QnA Maker writes the line breaks of an answer as \n, in two characters.
std::string with_breaks(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_break = text.substr(i, 2) == "\\n" || text.substr(i, 2) == "\\r";
    if (!is_break) out += text[i];
    if (is_break && text[i + 1] == 'n') out += '\n';
    if (is_break) ++i;
  }
  return out;
}

// "topic:pain|other:x" says the topic.
std::string topic_of(std::string_view metadata) {
  while (!metadata.empty()) {
    const auto pair = metadata.substr(0, metadata.find('|'));
    metadata.remove_prefix(std::min(metadata.size(), pair.size() + 1));
    for (const std::string_view key : {"topic:", "category:"})
      if (pair.starts_with(key)) return std::string(trimmed(pair.substr(key.size())));
  }
  return {};
}

}  // namespace

Entries read_table(std::string_view text) {
  auto table = named(text, kSeparators);
  if (!table) return no_header();
  Entries out{{}, std::move(table->table.remarks)};
  for (const auto& row : table->table.rows) {
    auto what = mistake(table->header, row);
    if (what.empty()) {
      out.entries.push_back(entry_of(table->header, row));
    } else {
      out.remarks.push_back({row.line, std::move(what)});
    }
  }
  return out;
}

Entries read_qna_table(std::string_view text) {
  const auto table = named(text, "\t");
  if (!table) return no_header();
  Entries out{{}, table->table.remarks};
  std::map<std::string, std::size_t> known;  // entries by QnaId, or else by answer
  for (const auto& row : table->table.rows) {
    const auto& header = table->header;
    if (auto what = mistake(header, row); !what.empty()) {
      out.remarks.push_back({row.line, std::move(what)});
      continue;
    }
    auto entry = entry_of(header, row);
    entry.answer = with_breaks(entry.answer);
    entry.topic = topic_of(header.cell(row, "metadata"));
    const std::string number(trimmed(header.cell(row, "qnaid")));
    const auto same = number.empty() ? entry.answer : number;
    const auto [first, fresh] = known.try_emplace(same, out.entries.size());
    if (fresh) {
      out.entries.push_back(std::move(entry));
    } else {
      out.entries[first->second].alternates.push_back(std::move(entry.question));
    }
  }
  return out;
}

bool is_qna_table(std::string_view text) {
  const auto table = named(text, "\t");
  return table && (table->header.has("metadata") || table->header.has("qnaid"));
}

std::string write_table(const std::vector<Entry>& entries, char separator) {
  std::vector<std::vector<std::string>> rows = {
      {"id", "topic", "question", "alternate questions", "answer", "source"}};
  for (const auto& entry : entries)
    rows.push_back({entry.id, entry.topic, entry.question, joined(entry.alternates), entry.answer,
                    joined(entry.sources)});
  return write_cells(rows, separator);
}

}  // namespace verbatim::cli
