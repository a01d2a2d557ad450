#include "engine/rulebook/reader.h"

#include <algorithm>
#include <utility>

#include "engine/text/distance.h"

namespace verbatim {

void Problems::error(std::string code, Position at, std::string message, std::string hint) {
  out_.push_back({std::move(code), Severity::kError, file_, at, std::move(message), std::move(hint)});
}

ObjectReader::ObjectReader(const Json& value, std::string what, Problems& problems)
    : value_(value), what_(std::move(what)), problems_(problems) {
  if (is_object()) return;
  problems_.error("wrong-type", value.at, "Here stands " + std::string(name_of(value.kind)) + ".",
                  "It must be " + what_ + ": an object in { }.");
}

const Json* ObjectReader::take(std::string_view key, bool required) {
  asked_.emplace_back(key);
  if (!is_object()) return nullptr;
  const auto found = std::ranges::find(value_.members, key, &JsonMember::key);
  if (found != value_.members.end()) return &found->value;
  if (required) {
    problems_.error("missing-key", value_.at, "\"" + std::string(key) + "\" is missing in " + what_ + ".",
                    "Add it.");
  }
  return nullptr;
}

const Json* ObjectReader::of_kind(const Json* value, std::string_view key, Json::Kind kind) {
  if (value == nullptr || value->kind == kind) return value;
  problems_.error("wrong-type", value->at,
                  "\"" + std::string(key) + "\" is " + std::string(name_of(value->kind)) + ".",
                  "It must be " + std::string(name_of(kind)) + ".");
  return nullptr;
}

std::optional<Text> ObjectReader::not_empty(const Json* value, std::string_view key) {
  const auto* text = of_kind(value, key, Json::Kind::kString);
  if (text == nullptr) return std::nullopt;
  if (text->string.find_first_not_of(" \t\r\n") == std::string::npos) {
    problems_.error("empty-text", text->at, "\"" + std::string(key) + "\" is empty.",
                    "Write a text, or take the line away.");
    return std::nullopt;
  }
  return Text{text->string, problems_.file(), text->at};
}

std::optional<Text> ObjectReader::text(std::string_view key) { return not_empty(take(key, false), key); }
std::optional<Text> ObjectReader::required_text(std::string_view key) {
  return not_empty(take(key, true), key);
}

std::optional<Text> ObjectReader::lines_of(const Json* value, std::string_view key) {
  if (value == nullptr || value->kind != Json::Kind::kArray) return not_empty(value, key);
  Text out{{}, problems_.file(), value->at};
  for (const auto& line : value->items) {
    const auto* text = of_kind(&line, key, Json::Kind::kString);
    if (text == nullptr) return std::nullopt;
    if (&line != &value->items.front()) out.text += '\n';
    out.text += text->string;
  }
  if (out.text.find_first_not_of(" \n") != std::string::npos) return out;
  problems_.error("empty-text", value->at, "\"" + std::string(key) + "\" is empty.",
                  "Write at least one line.");
  return std::nullopt;
}

std::optional<Text> ObjectReader::lines(std::string_view key) { return lines_of(take(key, false), key); }
std::optional<Text> ObjectReader::required_lines(std::string_view key) {
  return lines_of(take(key, true), key);
}

std::vector<Text> ObjectReader::texts(std::string_view key) {
  const auto* value = take(key, false);
  return value == nullptr ? std::vector<Text>{} : texts_of(*value, key);
}

std::vector<Text> ObjectReader::texts_of(const Json& value, std::string_view key) {
  std::vector<Text> out;
  const auto* list = of_kind(&value, key, Json::Kind::kArray);
  if (list == nullptr) return out;
  for (const auto& item : list->items) {
    if (auto text = not_empty(&item, key)) out.push_back(std::move(*text));
  }
  return out;
}

std::optional<double> ObjectReader::number(std::string_view key, double least, double most) {
  const auto* value = of_kind(take(key, false), key, Json::Kind::kNumber);
  if (value == nullptr) return std::nullopt;
  if (value->number >= least && value->number <= most) return value->number;
  problems_.error("out-of-range", value->at, "\"" + std::string(key) + "\" is out of range.",
                  "It must be a number from " + std::to_string(least).substr(0, 4) + " to " +
                      std::to_string(most).substr(0, 4) + ".");
  return std::nullopt;
}

bool ObjectReader::flag(std::string_view key, bool otherwise) {
  const auto* value = of_kind(take(key, false), key, Json::Kind::kBoolean);
  return value == nullptr ? otherwise : value->boolean;
}

const Json* ObjectReader::object(std::string_view key) {
  return of_kind(take(key, false), key, Json::Kind::kObject);
}
const Json* ObjectReader::array(std::string_view key) {
  return of_kind(take(key, false), key, Json::Kind::kArray);
}
const Json* ObjectReader::any(std::string_view key) { return take(key, false); }

void ObjectReader::finish() {
  for (const auto& member : value_.members) {
    if (std::ranges::find(asked_, member.key) != asked_.end()) continue;
    const auto near = text::nearest(member.key, asked_);
    problems_.error("unknown-key", member.at, "\"" + member.key + "\" is not a key of " + what_ + ".",
                    near.empty() ? "Take it away." : "Did you mean \"" + near + "\"?");
  }
}

}  // namespace verbatim
