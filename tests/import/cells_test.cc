// CSV and TSV: every cell that is written is read back.
#include "adapters/cli/import/cells.h"

#include <doctest/doctest.h>

#include <cstdint>

using namespace verbatim::cli;

namespace {

// "1:a|b" for a row of line 1 with the cells a and b; line breaks in cells as ⏎.
std::string shown(const Table& table) {
  std::string out;
  for (const auto& row : table.rows) {
    out += std::to_string(row.line) + ':';
    for (const auto& cell : row.cells) {
      if (&cell != &row.cells.front()) out += '|';
      for (const char c : cell) out += c == '\n' ? std::string("⏎") : std::string(1, c);
    }
    out += '\n';
  }
  for (const auto& remark : table.remarks) out += "remark " + std::to_string(remark.line) + '\n';
  return out;
}

}  // namespace

TEST_CASE("cells, quotes and line breaks are read as spreadsheets write them") {
  struct Row {
    std::string_view text;
    std::string_view shown;
  };
  const Row rows[] = {
      {"", ""},
      {"a,b", "1:a|b\n"},
      {"a,b\r\nc,d\n", "1:a|b\n2:c|d\n"},
      {"a\rb\r", "1:a\n2:b\n"},
      {"a,,\n", "1:a||\n"},
      {",,\n\nx", "3:x\n"},
      {"\"a,b\",\"say \"\"hi\"\"\"", "1:a,b|say \"hi\"\n"},
      {"\"a\nb\r\nc\",d\ne", "1:a⏎b⏎c|d\n4:e\n"},
      {"\"a\" b,c", "1:a b|c\n"},
      {"a \"b\" c,d", "1:a \"b\" c|d\n"},
      {"a\n\"b,c\n", "1:a\nremark 2\n"},
      {"\"\"", ""},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    CHECK(shown(read_cells(text, ',')) == expected);
  }
  CHECK(shown(read_cells("a;b,c;d", ';')) == "1:a|b,c|d\n");
}

TEST_CASE("what is written is read back, cell for cell") {
  const std::string letters = "a,;\t\"\n '=é";
  std::uint32_t seed = 1;
  const auto draw = [&] { return (seed = seed * 1664525 + 1013904223) >> 16; };
  for (int round = 0; round < 500; ++round) {
    std::vector<std::vector<std::string>> rows(1 + draw() % 3, std::vector<std::string>(1 + draw() % 4));
    for (auto& row : rows) {
      for (auto& cell : row)
        for (auto length = draw() % 6; length > 0; --length) cell += letters[draw() % letters.size()];
      row.front() += 'x';  // a row of nothing is no row
    }
    for (const char separator : {',', ';', '\t'}) {
      const auto table = read_cells(write_cells(rows, separator), separator);
      CHECK(table.remarks.empty());
      REQUIRE(table.rows.size() == rows.size());
      for (std::size_t i = 0; i < rows.size(); ++i) CHECK(table.rows[i].cells == rows[i]);
    }
  }
}
