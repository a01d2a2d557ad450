// ObjectReader takes the keys out of one JSON object and reports everything that is not as it should be.
#ifndef VERBATIM_ENGINE_RULEBOOK_READER_H_
#define VERBATIM_ENGINE_RULEBOOK_READER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/json.h"
#include "engine/rulebook/model.h"

namespace verbatim {

// Collects the mistakes of one file.
class Problems {
 public:
  Problems(std::string file, std::vector<Diagnostic>& out) : file_(std::move(file)), out_(out) {}

  const std::string& file() const { return file_; }
  void error(std::string code, Position at, std::string message, std::string hint);

 private:
  std::string file_;
  std::vector<Diagnostic>& out_;
};

class ObjectReader {
 public:
  // `what` names the object in messages: "a rule".  When `value` is no object that is
  // reported and the reader behaves as if it were empty, without further complaints.
  ObjectReader(const Json& value, std::string what, Problems& problems);

  bool is_object() const { return value_.kind == Json::Kind::kObject; }
  Position at() const { return value_.at; }

  // Each takes one key; absent keys give nothing, required ones are reported.
  std::optional<Text> text(std::string_view key);
  std::optional<Text> required_text(std::string_view key);
  // A text, or a list of lines that are joined with line breaks.
  std::optional<Text> lines(std::string_view key);
  std::optional<Text> required_lines(std::string_view key);
  std::vector<Text> texts(std::string_view key);
  // The same of a member at hand: an object may have too many to look each up by its key.
  std::vector<Text> texts_of(const Json& value, std::string_view key);
  // One line of a list.
  std::optional<Text> line_of(const Json& value, std::string_view key) { return not_empty(&value, key); }
  std::optional<double> number(std::string_view key, double least, double most);
  // true or false; `otherwise` when the key is absent.
  bool flag(std::string_view key, bool otherwise);
  const Json* object(std::string_view key);
  const Json* array(std::string_view key);
  // Any value at all; for keys that are only for editors ("$schema").
  const Json* any(std::string_view key);

  // Reports the keys that nothing has asked for, with the nearest that would have been.
  void finish();

 private:
  const Json* take(std::string_view key, bool required);
  const Json* of_kind(const Json* value, std::string_view key, Json::Kind kind);
  std::optional<Text> not_empty(const Json* value, std::string_view key);
  std::optional<Text> lines_of(const Json* value, std::string_view key);

  const Json& value_;
  std::string what_;
  Problems& problems_;
  std::vector<std::string> asked_;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_READER_H_
