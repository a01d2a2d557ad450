#include "engine/rulebook/read_parts.h"

#include <algorithm>

#include "engine/text/fold.h"

namespace verbatim {
namespace {

constexpr double kMostRange = 1e6;

bool is_id(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

int days_of(int year, int month) {
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// YYYY-MM-DD of a day that there is.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t from, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(from, size)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const auto year = number(0, 4);
  const auto month = number(5, 2);
  const auto day = number(8, 2);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
}

std::string read_date(ObjectReader& reader, std::string_view key, Problems& problems) {
  const auto date = reader.required_text(key);
  if (!date) return {};
  check_date(*date, problems);
  return date->text;
}

void add_value(const Json& value, Condition& condition, Problems& problems) {
  if (value.kind == Json::Kind::kString && !value.string.empty()) {
    condition.values.push_back(text::fold(value.string));
    return;
  }
  problems.error("bad-condition", value.at, "This is no value that a fact could have.",
                 "Write a text, a list of texts, or numbers as {\"from\": 0, \"to\": 2}.");
}

Condition read_condition(const JsonMember& member, Problems& problems) {
  Condition condition{.fact = member.key, .values = {}, .range = {}, .at = member.at};
  if (member.value.kind == Json::Kind::kObject) {
    condition.range = read_range(&member.value, member.key, problems).value_or(NumberRange{});
  } else if (member.value.kind == Json::Kind::kArray && !member.value.items.empty()) {
    for (const auto& item : member.value.items) add_value(item, condition, problems);
  } else {
    add_value(member.value, condition, problems);
  }
  return condition;
}

}  // namespace

void check_date(const Text& date, Problems& problems) {
  if (is_date(date.text)) return;
  problems.error("bad-date", date.at, "\"" + date.text + "\" is not a date.",
                 "Write year-month-day: 2026-11-01.");
}

std::optional<Text> read_id(ObjectReader& reader, std::string_view what, Problems& problems) {
  auto id = reader.required_text("id");
  if (id && !is_id(id->text)) {
    problems.error("bad-name", id->at, "\"" + id->text + "\" cannot be the id of " + std::string(what) + ".",
                   "Use small letters, digits, _ and points: sessions.count.");
  }
  return id;
}

Review read_review(ObjectReader& reader, Problems& problems) {
  const auto* value = reader.object("reviewed");
  if (value == nullptr) return {};
  ObjectReader review(*value, "\"reviewed\"", problems);
  const auto by = review.required_text("by");
  Review out{.by = by ? by->text : std::string{},
             .on = read_date(review, "on", problems),
             .due = read_date(review, "due", problems)};
  review.finish();
  return out;
}

std::vector<std::string> read_sources(ObjectReader& reader) {
  std::vector<std::string> out;
  for (auto& source : reader.texts("sources")) out.push_back(std::move(source.text));
  return out;
}

Conditions read_when(ObjectReader& reader, Problems& problems) {
  Conditions out;
  const auto* when = reader.object("when");
  if (when == nullptr) return out;
  for (const auto& member : when->members) out.push_back(read_condition(member, problems));
  return out;
}

SessionFacts read_remember(ObjectReader& reader, Problems& problems) {
  SessionFacts out;
  const auto* remember = reader.object("remember");
  if (remember == nullptr) return out;
  for (const auto& member : remember->members) {
    Condition value;
    add_value(member.value, value, problems);
    if (!value.values.empty()) out[member.key] = value.values.front();
  }
  return out;
}

std::optional<NumberRange> read_range(const Json* value, std::string_view key, Problems& problems) {
  if (value == nullptr) return std::nullopt;
  ObjectReader reader(*value, "\"" + std::string(key) + "\"", problems);
  NumberRange range;
  if (const auto from = reader.number("from", 0, kMostRange)) range.least = *from;
  if (const auto to = reader.number("to", 0, kMostRange)) range.most = *to;
  reader.finish();
  if (reader.is_object() && value->members.empty()) {
    problems.error("bad-range", value->at, "This says neither from nor to.",
                   "Write {\"from\": 0, \"to\": 2}, or one of the two.");
  }
  if (range.least > range.most) {
    problems.error("bad-range", value->at, "\"from\" is larger than \"to\".", "Exchange the two.");
  }
  return range;
}

}  // namespace verbatim
