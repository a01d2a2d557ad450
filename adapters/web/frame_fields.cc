#include "adapters/web/frame_fields.h"

#include <algorithm>
#include <bitset>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/web/protocol.h"

namespace verbatim::web {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, Field::kCount> kNames{
    "type", "id", "text", "value", "site", "session", "last_seq", "locale", "seq", "helpful"};

// Gets the parser's events and keeps the values of known names of the outermost object.
class Collector final : public nlohmann::json_sax<json> {
 public:
  FrameFields take() { return std::move(fields_); }

  bool null() override { return keep({}); }
  bool boolean(bool value) override { return keep({.kind = Field::Kind::kTruth, .number = value ? 1u : 0u}); }
  bool number_integer(number_integer_t) override { return keep({.kind = Field::Kind::kOther}); }
  bool number_unsigned(number_unsigned_t value) override {
    return keep({.kind = Field::Kind::kNumber, .number = value});
  }
  bool number_float(number_float_t, const string_t&) override { return keep({.kind = Field::Kind::kOther}); }
  bool string(string_t& value) override {
    return keep({.kind = Field::Kind::kText, .text = std::move(value)});
  }
  bool binary(binary_t&) override { return false; }

  bool key(string_t& name) override {
    if (depth_ == 1) current_ = std::find(kNames.begin(), kNames.end(), name);
    return true;
  }
  bool start_object(std::size_t) override { return enter(); }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override { return depth_ > 0 && enter(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  bool enter() {
    if (depth_ == 1) keep({.kind = Field::Kind::kOther});
    return ++depth_ <= kMaxNesting;
  }

  bool leave() {
    --depth_;
    return true;
  }

  // False, which stops the parser, for a value outside of any object.
  bool keep(Field&& value) {
    if (depth_ != 1 || current_ == kNames.end()) return depth_ > 0;
    const auto name = static_cast<std::size_t>(current_ - kNames.begin());
    if (!seen_[name]) fields_[static_cast<Field::Name>(name)] = std::move(value);
    seen_[name] = true;
    return true;
  }

  FrameFields fields_;
  std::bitset<Field::kCount> seen_;
  decltype(kNames)::const_iterator current_ = kNames.end();
  int depth_ = 0;
};

}  // namespace

std::string_view name_of(Field::Name name) { return kNames[name]; }

std::optional<FrameFields> read_fields(std::string_view text) {
  Collector collector;
  if (!json::sax_parse(text.begin(), text.end(), &collector)) return std::nullopt;
  return collector.take();
}

}  // namespace verbatim::web
