#include "adapters/cli/question_list.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace verbatim::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> out;
  while (true) {
    const auto tab = line.find('\t');
    out.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return out;
    line.remove_prefix(tab + 1);
  }
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

// Where the columns stand that are read.
class Columns {
 public:
  explicit Columns(const std::vector<std::string_view>& header)
      : question(find(header, "question")), label(find(header, "label")), alt(find(header, "alt_label")) {}

  const std::optional<std::size_t> question, label, alt;

 private:
  static std::optional<std::size_t> find(const std::vector<std::string_view>& header, std::string_view name) {
    const auto found = std::ranges::find(header, name);
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
  }
};

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  QuestionList read(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    while (!text.empty()) {
      const auto end = text.find('\n');
      auto line = text.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++line_;
      if (!is_blank(line)) take(fields_of(line));
      if (end == std::string_view::npos) break;
      text.remove_prefix(end + 1);
      if (columns_ && !readable()) break;
    }
    if (!columns_) error("The list is empty. Its first line names the columns: question, label.");
    return std::move(list_);
  }

 private:
  bool readable() const { return columns_->question && columns_->label; }

  void take(const std::vector<std::string_view>& fields) {
    if (columns_) return take_question(fields);
    columns_.emplace(fields);
    if (!columns_->question) missing_column("question");
    if (!columns_->label) missing_column("label");
  }

  void take_question(const std::vector<std::string_view>& fields) {
    const auto field = [&](std::optional<std::size_t> column) {
      return column && *column < fields.size() ? std::string(fields[*column]) : std::string{};
    };
    Question made{field(columns_->question), field(columns_->label), field(columns_->alt), line_};
    if (is_blank(made.text))
      return error("There is no question in this line. Write one, or delete the line.");
    if (is_blank(made.label)) {
      return error("The question has no label. After a tab, name the topic that should answer, or oos.");
    }
    list_.questions.push_back(std::move(made));
  }

  void missing_column(const std::string& name) {
    error("There is no column \"" + name +
          "\". The first line names the columns, separated by tabs: question, label.");
  }
  void error(const std::string& what) {
    list_.errors.push_back(file_ + ":" + std::to_string(std::max<std::size_t>(line_, 1)) + ": " + what);
  }

  const std::string& file_;
  std::size_t line_ = 0;
  std::optional<Columns> columns_;
  QuestionList list_;
};

}  // namespace

QuestionList parse_questions(std::string_view text, const std::string& file) {
  return Reader(file).read(text);
}

QuestionList read_questions(const std::string& file) {
  std::error_code error;
  std::ifstream in(file, std::ios::binary);
  // A folder can be opened, and reads as empty.
  if (!in || std::filesystem::is_directory(file, error)) {
    return {{}, {file + ": The file cannot be read. Check its name and its permissions."}};
  }
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  return parse_questions(text, file);
}

}  // namespace verbatim::cli
