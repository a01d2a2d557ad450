#include "engine/rulebook/json_source.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace verbatim {
namespace {

struct Comment {
  std::size_t breaks = 0;  // line breaks before it
  std::string text;

  bool is_one_line() const { return text.find('\n') == std::string::npos; }
};

// White space and comments between two tokens.
struct Between {
  std::vector<Comment> comments;
  std::size_t breaks = 0;  // after the last comment
};

// Without white space at the ends of lines, which no editor shows.
std::string tidy(std::string_view comment) {
  std::string out;
  for (const char c : comment) {
    if (c == '\r') continue;
    if (c == '\n') out.erase(out.find_last_not_of(" \t") + 1);
    out += c;
  }
  out.erase(out.find_last_not_of(" \t") + 1);
  return out;
}

void add_gap(std::vector<std::string>& lines) {
  if (lines.empty() || !lines.back().empty()) lines.emplace_back();
}

void add_lines(const Between& between, std::vector<std::string>& lines) {
  for (const auto& comment : between.comments) {
    if (comment.breaks > 1) add_gap(lines);
    lines.push_back(comment.text);
  }
  if (between.breaks > 1) add_gap(lines);
}

void drop_first_gap(std::vector<std::string>& lines) {
  if (!lines.empty() && lines.front().empty()) lines.erase(lines.begin());
}

void drop_last_gap(std::vector<std::string>& lines) {
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
}

// Takes from the front the comments that end the line of the value before them.
std::string take_beside(Between& between) {
  auto& comments = between.comments;
  const auto end = std::ranges::find_if(
      comments, [](const Comment& comment) { return comment.breaks > 0 || !comment.is_one_line(); });
  const auto breaks = end == comments.end() ? between.breaks : end->breaks;
  std::string out;
  if (breaks == 0) return out;
  for (auto it = comments.begin(); it != end; ++it) out += (out.empty() ? "" : " ") + it->text;
  comments.erase(comments.begin(), end);
  return out;
}

class SourceReader {
 public:
  explicit SourceReader(std::string_view text) : text_(text) {
    while (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  SourceDocument run() {
    SourceDocument document;
    add_lines(between(), document.root.above);
    drop_first_gap(document.root.above);
    document.root.value = value();
    auto rest = between();
    if (rest.breaks == 0) rest.breaks = 1;  // the end of the file ends a line
    document.root.beside = take_beside(rest);
    add_lines(rest, document.below);
    drop_last_gap(document.below);
    return document;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  Between between() {
    Between out;
    while (true) {
      const char c = peek();
      if (c == '/') {
        out.comments.push_back({std::exchange(out.breaks, 0), comment()});
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        // A line ends with \n, \r\n, or as long ago with \r alone.
        if (c == '\n' || (c == '\r' && text_.substr(at_, 2) != "\r\n")) ++out.breaks;
        ++at_;
      } else {
        return out;
      }
    }
  }

  std::string comment() {
    const auto start = at_;
    const bool line = text_.substr(at_, 2) == "//";
    const auto end = line ? text_.find_first_of("\r\n", at_) : text_.find("*/", at_ + 2);
    at_ = end == std::string_view::npos ? text_.size() : end + (line ? 0 : 2);
    return tidy(text_.substr(start, at_ - start));
  }

  std::string string_token() {
    const auto start = at_++;
    while (peek() != '"') at_ += peek() == '\\' ? 2 : 1;
    ++at_;
    return std::string(text_.substr(start, at_ - start));
  }

  SourceValue value() {
    SourceValue out;
    const char first = peek();
    if (first == '{' || first == '[') {
      out.open = first;
      ++at_;
      read_items(out);
    } else if (first == '"') {
      out.token = string_token();
    } else {
      const auto end = std::min(text_.find_first_of(" \t\r\n,]}/", at_), text_.size());
      out.token = text_.substr(at_, end - at_);
      at_ = end;
    }
    return out;
  }

  void read_items(SourceValue& parent) {
    std::vector<std::string> above;
    add_lines(between(), above);
    drop_first_gap(above);
    while (peek() != '}' && peek() != ']') {
      auto item = read_item(std::move(above), parent.open == '{');
      above = read_rest_of_line(item);
      parent.items.push_back(std::move(item));
    }
    ++at_;
    drop_last_gap(above);
    parent.below = std::move(above);
  }

  SourceItem read_item(std::vector<std::string> above, bool with_key) {
    SourceItem item{.above = std::move(above), .key = {}, .value = {}, .beside = {}};
    if (with_key) {
      item.key = string_token();
      for (const auto& comment : between().comments) item.above.push_back(comment.text);
      ++at_;  // the colon
      for (const auto& comment : between().comments) item.above.push_back(comment.text);
    }
    item.value = value();
    return item;
  }

  // Reads past the comma, and returns the lines above what follows.
  std::vector<std::string> read_rest_of_line(SourceItem& item) {
    std::vector<std::string> above;
    auto rest = between();
    if (peek() == ',') {
      ++at_;
      rest.breaks = 1;  // a comment before the comma belongs to what stands before it
      item.beside = take_beside(rest);
      rest.breaks = 0;
      add_lines(rest, above);
      rest = between();
    } else if (rest.breaks == 0) {
      rest.breaks = 1;
    }
    const auto beside = take_beside(rest);
    item.beside += (item.beside.empty() || beside.empty() ? "" : " ") + beside;
    add_lines(rest, above);
    return above;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

SourceDocument read_source(std::string_view text) { return SourceReader(text).run(); }

SourceItem* member(SourceValue& object, std::string_view key) {
  const auto quoted = '"' + std::string(key) + '"';
  const auto found = std::ranges::find(object.items, quoted, &SourceItem::key);
  return found == object.items.end() ? nullptr : &*found;
}

}  // namespace verbatim
