#include "engine/rulebook/json.h"

#include <cstring>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>

#include "engine/rulebook/line_index.h"

namespace verbatim {
namespace {

// Walks over the text and leaves a trail: `*position` is how many bytes have been read.
class TrackingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackingIterator(const char* at, std::size_t* position) : at_(at), position_(position) {}
  reference operator*() const { return *at_; }
  TrackingIterator& operator++() {
    ++at_;
    ++*position_;
    return *this;
  }
  TrackingIterator operator++(int) {
    auto old = *this;
    ++*this;
    return old;
  }
  bool operator==(const TrackingIterator& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  std::size_t* position_;
};

// The first byte at or after `from` that starts a value or a key.
std::size_t token_start(std::string_view text, std::size_t from) {
  while (from < text.size()) {
    if (text.substr(from, 2) == "//") {
      from = std::min(text.find_first_of("\r\n", from), text.size());
    } else if (text.substr(from, 2) == "/*") {
      const auto end = text.find("*/", from + 2);
      from = end == std::string_view::npos ? text.size() : end + 2;
    } else if (std::strchr(" \t\r\n,:]}", text[from]) != nullptr) {
      ++from;
    } else {
      break;
    }
  }
  return from;
}

// Receives nlohmann's events and builds the tree with positions.
class Builder {
 public:
  Builder(std::string_view text, std::string_view file, const std::size_t& position,
          std::vector<Diagnostic>& out)
      : text_(text), file_(file), lines_(text), position_(position), out_(out) {}

  std::unique_ptr<Json> take() { return std::move(root_); }

  bool null() { return add(here(Json::Kind::kNull)); }
  bool boolean(bool value) {
    auto made = here(Json::Kind::kBoolean);
    made.boolean = value;
    return add(std::move(made));
  }
  bool number_integer(std::int64_t value) { return number(static_cast<double>(value)); }
  bool number_unsigned(std::uint64_t value) { return number(static_cast<double>(value)); }
  bool number_float(double value, const std::string&) { return number(value); }
  bool string(std::string& value) {
    auto made = here(Json::Kind::kString);
    made.string = std::move(value);
    return add(std::move(made));
  }
  bool binary(std::vector<std::uint8_t>&) { return false; }

  bool start_object(std::size_t) { return open(Json::Kind::kObject); }
  bool start_array(std::size_t) { return open(Json::Kind::kArray); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    key_ = std::move(name);
    key_at_ = start();
    consumed_ = position_;
    return true;
  }

  bool parse_error(std::size_t offset, const std::string&, const nlohmann::detail::exception& error) {
    report("json-syntax", lines_.at(offset == 0 ? 0 : offset - 1), explain(error.what()), hint(error.what()));
    return false;
  }

  void report(std::string code, Position at, std::string message, std::string hint) {
    out_.push_back(
        {std::move(code), Severity::kError, std::string(file_), at, std::move(message), std::move(hint)});
  }

 private:
  // An object or a list whose end has not been read.
  struct Open {
    Json value;
    std::string key;
    Position key_at;
    std::unordered_map<std::string, Position> keys = {};  // of the members so far
  };

  Position start() const { return lines_.at(token_start(text_, consumed_)); }

  Json here(Json::Kind kind) const {
    Json made;
    made.kind = kind;
    made.at = start();
    return made;
  }

  // nlohmann has read one byte past a number when it reports it.
  bool number(double value) {
    auto made = here(Json::Kind::kNumber);
    made.number = value;
    const auto ok = add(std::move(made));
    if (consumed_ > 0 && consumed_ < text_.size()) --consumed_;
    return ok;
  }

  bool open(Json::Kind kind) {
    if (open_.size() >= kMaxJsonDepth) {
      report("too-deep", start(), "This is nested too deeply.",
             "Rule files need only a few levels; remove the extra brackets.");
      return false;
    }
    return add(here(kind));
  }

  bool close() {
    consumed_ = position_;
    auto done = std::move(open_.back());
    open_.pop_back();
    return attach(std::move(done.value), std::move(done.key), done.key_at);
  }

  bool add(Json value) {
    consumed_ = position_;
    if (value.kind == Json::Kind::kObject || value.kind == Json::Kind::kArray) {
      open_.push_back({std::move(value), std::move(key_), key_at_});
      return true;
    }
    return attach(std::move(value), std::move(key_), key_at_);
  }

  bool attach(Json value, std::string key, Position key_at) {
    if (open_.empty()) {
      root_ = std::make_unique<Json>(std::move(value));
      return true;
    }
    auto& parent = open_.back();
    if (parent.value.kind == Json::Kind::kArray) {
      parent.value.items.push_back(std::move(value));
    } else {
      attach_member(parent, {std::move(key), key_at, std::move(value)});
    }
    return true;
  }

  void attach_member(Open& parent, JsonMember member) {
    const auto [first, fresh] = parent.keys.try_emplace(member.key, member.at);
    if (fresh) return parent.value.members.push_back(std::move(member));
    report("duplicate-key", member.at,
           "\"" + member.key + "\" is given twice; the first is in line " +
               std::to_string(first->second.line) + ".",
           "Keep one of the two.");
  }

  // "…: syntax error while parsing object - unexpected string literal; expected '}'" says it in its tail.
  static std::string explain(std::string_view what) {
    const auto dash = what.rfind(" - ");
    auto detail = dash == std::string_view::npos ? what : what.substr(dash + 3);
    if (const auto read = detail.find("; last read: "); read != std::string_view::npos) {
      const auto expected = detail.find("; expected", read + 1);
      std::string text(detail.substr(0, read));
      if (expected != std::string_view::npos) text += detail.substr(expected);
      return "This is not valid JSON: " + text + ".";
    }
    return "This is not valid JSON: " + std::string(detail) + ".";
  }

  static std::string hint(std::string_view what) {
    if (what.find("unexpected string literal; expected '}'") != std::string_view::npos ||
        what.find("unexpected string literal; expected ']'") != std::string_view::npos ||
        what.find("unexpected '{'; expected ']'") != std::string_view::npos) {
      return "A comma is probably missing before this.";
    }
    if (what.find("unexpected '}'; expected string literal") != std::string_view::npos ||
        what.find("unexpected ']'") != std::string_view::npos) {
      return "There is probably a comma too many before this.";
    }
    if (what.find("unexpected end of input") != std::string_view::npos) {
      return "The file ends too early: a closing bracket or quote is missing.";
    }
    if (what.find("control character") != std::string_view::npos) {
      return "Text may not run over the end of a line: close the quote, or write a list of lines.";
    }
    return "Look for a missing quote, comma or bracket at this place or just before it.";
  }

  std::string_view text_;
  std::string_view file_;
  LineIndex lines_;
  const std::size_t& position_;
  std::vector<Diagnostic>& out_;
  std::size_t consumed_ = 0;  // where the last token ended
  std::string key_;
  Position key_at_;
  std::vector<Open> open_;
  std::unique_ptr<Json> root_;
};

// nlohmann wants the alias names of its SAX interface on the handler.
struct Handler : Builder {
  using Builder::Builder;
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;
};

// Where the text stops being UTF-8, if it does.
std::optional<std::size_t> invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, size] = text::decode(text, i);
    if (c == text::kReplacement && size == 1) return i;
    i += size;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Json::Kind kind) {
  switch (kind) {
    case Json::Kind::kNull:
      return "null";
    case Json::Kind::kBoolean:
      return "true or false";
    case Json::Kind::kNumber:
      return "a number";
    case Json::Kind::kString:
      return "a text in quotes";
    case Json::Kind::kArray:
      return "a list in [ ]";
    case Json::Kind::kObject:
      return "an object in { }";
  }
  return "";
}

std::unique_ptr<Json> read_json(std::string_view text, std::string_view file,
                                std::vector<Diagnostic>& diagnostics) {
  while (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::size_t position = 0;
  Handler handler(text, file, position, diagnostics);
  if (const auto bad = invalid_utf8(text)) {
    handler.report("not-utf8", LineIndex(text).at(*bad), "This byte is not valid UTF-8.",
                   "Save the file with the encoding UTF-8.");
    return nullptr;
  }
  // nlohmann takes it for the end of the file and would pass over what follows.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    handler.report("json-syntax", LineIndex(text).at(nul), "Here is a NUL, a byte that no text holds.",
                   "Save the file as text, with the encoding UTF-8.");
    return nullptr;
  }
  const TrackingIterator begin(text.data(), &position);
  const TrackingIterator end(text.data() + text.size(), &position);
  const bool ok =
      nlohmann::json::sax_parse(begin, end, &handler, nlohmann::json::input_format_t::json, true, true);
  return ok ? handler.take() : nullptr;
}

}  // namespace verbatim
