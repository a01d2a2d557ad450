// JsonWriter appends JSON to a string, without a tree in between.
//
//   JsonWriter json;
//   json.begin_object().key("seq").number(1).key("blocks").begin_array().end_array().end_object();
//
// Commas are put where they belong; nesting is the caller's to get right.
#ifndef VERBATIM_ADAPTERS_WEB_JSON_WRITER_H_
#define VERBATIM_ADAPTERS_WEB_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace verbatim::web {

class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);  // REQUIRES: valid UTF-8
  JsonWriter& number(std::uint64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& raw(std::string_view json);  // REQUIRES: one JSON value

  // key and string at once
  JsonWriter& field(std::string_view name, std::string_view text) { return key(name).string(text); }

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void quote(std::string_view text);

  std::string text_;
  bool comma_ = false;  // a value stands before the next one
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_JSON_WRITER_H_
