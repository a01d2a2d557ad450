#include "engine/rulebook/json_layout.h"

#include <algorithm>
#include <optional>

#include "engine/text/utf8.h"

namespace verbatim {
namespace {

// A line holds values of at most so many levels: more is hard to read.
constexpr int kMostFlatLevels = 2;

bool is_list_of_objects(const SourceValue& value) {
  return value.open == '[' && value.items.size() > 1 &&
         std::ranges::any_of(value.items, [](const SourceItem& item) { return item.value.open == '{'; });
}

// The phrases of a concept: many short texts, which read better side by side than one a line.
bool is_phrase_list(const SourceValue& value) {
  constexpr std::size_t kMany = 12;
  constexpr std::size_t kLongest = 44;
  constexpr std::size_t kUsual = 26;
  if (value.open != '[' || value.items.size() < kMany) return false;
  std::size_t all = 0;
  for (const auto& item : value.items) {
    const auto length = text::length(item.value.token);
    if (item.value.open != '\0' || length > kLongest) return false;
    all += length;
  }
  return all <= kUsual * value.items.size();
}

bool has_comments(const SourceItem& item) {
  return !item.beside.empty() ||
         std::ranges::any_of(item.above, [](const std::string& line) { return !line.empty(); });
}

// The value on one line, or nothing when it should not be.
std::optional<std::string> flat(const SourceValue& value, int levels = kMostFlatLevels) {
  if (value.open == '\0') return value.token;
  if (!value.below.empty() || is_list_of_objects(value)) return std::nullopt;
  if (value.items.empty()) return value.open == '{' ? "{}" : "[]";
  if (levels == 0) return std::nullopt;
  std::string out;
  for (const auto& item : value.items) {
    const auto inner = has_comments(item) ? std::nullopt : flat(item.value, levels - 1);
    if (!inner) return std::nullopt;
    if (!out.empty()) out += ", ";
    if (!item.key.empty()) out += item.key + ": ";
    out += *inner;
  }
  return value.open == '{' ? "{ " + out + " }" : '[' + out + ']';
}

class Layout {
 public:
  explicit Layout(std::size_t width) : width_(width) {}

  std::string run(const SourceDocument& document) {
    lines(document.root.above, 0);
    broken(document.root.value, 0);
    beside(document.root.beside);
    lines(document.below, 0);
    return std::move(out_);
  }

 private:
  void lines(const std::vector<std::string>& comments, std::size_t indent) {
    for (const auto& comment : comments) {
      if (!comment.empty()) out_.append(indent, ' ').append(comment);
      out_ += '\n';
    }
  }

  void beside(const std::string& comment) {
    if (!comment.empty()) out_.append("  ").append(comment);
    out_ += '\n';
  }

  void item(const SourceItem& item, std::size_t indent, bool last) {
    lines(item.above, indent);
    out_.append(indent, ' ');
    auto column = indent;
    if (!item.key.empty()) {
      out_.append(item.key).append(": ");
      column += text::length(item.key) + 2;
    }
    const auto line = flat(item.value);
    if (line && column + text::length(*line) + (last ? 0 : 1) <= width_) {
      out_ += *line;
    } else {
      broken(item.value, indent);
    }
    if (!last) out_ += ',';
    beside(item.beside);
  }

  void broken(const SourceValue& value, std::size_t indent) {
    if (value.open == '\0' || (value.items.empty() && value.below.empty())) {
      out_ += *flat(value);
      return;
    }
    out_.append(1, value.open).append("\n");
    if (is_phrase_list(value)) return filled(value, indent);
    for (const auto& one : value.items) item(one, indent + 2, &one == &value.items.back());
    lines(value.below, indent + 2);
    out_.append(indent, ' ').append(1, value.open == '{' ? '}' : ']');
  }

  // As many on a line as there is room for; a comment, or an empty line, begins another.
  void filled(const SourceValue& value, std::size_t indent) {
    bool on_line = false;
    std::size_t column = 0;
    for (const auto& one : value.items) {
      const bool last = &one == &value.items.back();
      const auto length = text::length(one.value.token) + (last ? 0 : 1);
      if (on_line && one.above.empty() && column + 1 + length <= width_) {
        out_ += ' ';
        ++column;
      } else {
        if (on_line) out_ += '\n';
        lines(one.above, indent + 2);
        out_.append(indent + 2, ' ');
        column = indent + 2;
      }
      out_ += one.value.token;
      if (!last) out_ += ',';
      column += length;
      on_line = one.beside.empty();
      if (!on_line) beside(one.beside);
    }
    if (on_line) out_ += '\n';
    lines(value.below, indent + 2);
    out_.append(indent, ' ').append(1, ']');
  }

  std::size_t width_;
  std::string out_;
};

bool same_member(const JsonMember& a, const JsonMember& b) {
  return a.key == b.key && same_value(a.value, b.value);
}

}  // namespace

std::string lay_out(const SourceDocument& document, std::size_t width) { return Layout(width).run(document); }

std::string lay_out(std::string_view text, std::size_t width) { return lay_out(read_source(text), width); }

bool same_value(const Json& a, const Json& b) {
  return a.kind == b.kind && a.boolean == b.boolean && a.number == b.number && a.string == b.string &&
         std::ranges::equal(a.items, b.items, same_value) &&
         std::ranges::equal(a.members, b.members, same_member);
}

}  // namespace verbatim
