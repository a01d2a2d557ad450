#include "engine/match/types.h"

#include <algorithm>
#include <charconv>

namespace verbatim {
namespace {

bool starts_with_digit(std::string_view word) {
  return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

std::optional<double> read_digits(std::string_view word) {
  double value = 0;
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

// Reads values at one place after another; an empty word stands past the end.
class Reader {
 public:
  Reader(const std::vector<text::Token>& tokens, const text::Language& language)
      : tokens_(tokens), words_(language.quantities) {}

  std::optional<FoundValue> number(std::size_t i) const {
    if (starts_with_digit(word(i))) return FoundValue{ValueType::kNumber, i, 1, read_digits(word(i))};
    const auto* named = words_.numbers.find(word(i));
    if (named == nullptr) return std::nullopt;
    return FoundValue{ValueType::kNumber, i, 1, named->amount};
  }

  // "2 weeks", "a month", "a few days", "half an hour", "two or three days", "3 4 days" (from "3-4 days").
  std::optional<FoundValue> duration(std::size_t i) const {
    if (is_article(i)) {
      if (auto one = in_units(i, i + 1, 1)) return one;
      const auto some = number(i + 1);
      return some ? in_units(i, i + 2, some->amount) : std::nullopt;
    }
    const auto first = number(i);
    if (!first) return std::nullopt;
    if (auto whole = in_units(i, i + 1, first->amount)) return whole;
    if (is_article(i + 1)) return in_units(i, i + 2, first->amount);
    const auto second = number(i + (text::is_one_of(words_.between, word(i + 1)) ? 2 : 1));
    return second ? in_units(i, second->start + 1, second->amount) : std::nullopt;
  }

  // "yesterday", "last tuesday", "3 may", "may 3".
  std::optional<FoundValue> date(std::size_t i) const {
    if (const auto* day = words_.days.find(word(i))) return FoundValue{ValueType::kDate, i, 1, day->amount};
    if (text::is_one_of(words_.weekdays, word(i))) return FoundValue{ValueType::kDate, i, 1, {}};
    const auto* unit = words_.units.find(word(i + 1));
    const bool of_calendar = text::is_one_of(words_.weekdays, word(i + 1)) || unit != nullptr;
    const bool day_of_month = starts_with_digit(word(i)) && is_month(i + 1);
    const bool month_with_day = is_month(i) && starts_with_digit(word(i + 1));
    if ((text::is_one_of(words_.nearby, word(i)) && of_calendar) || day_of_month || month_with_day)
      return FoundValue{ValueType::kDate, i, 2, {}};
    return std::nullopt;
  }

 private:
  std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].folded) : std::string_view();
  }
  bool is_article(std::size_t i) const { return text::is_one_of(words_.articles, word(i)); }
  bool is_month(std::size_t i) const { return text::is_one_of(words_.months, word(i)); }

  // A duration from `start` whose unit stands at `unit`.
  std::optional<FoundValue> in_units(std::size_t start, std::size_t unit,
                                     std::optional<double> amount) const {
    const auto* days = words_.units.find(word(unit));
    if (days == nullptr) return std::nullopt;
    if (amount) *amount *= days->amount;
    return FoundValue{ValueType::kDuration, start, unit + 1 - start, amount};
  }

  const std::vector<text::Token>& tokens_;
  const text::Quantities& words_;
};

}  // namespace

std::string_view name_of(ValueType type) {
  switch (type) {
    case ValueType::kNumber:
      return "number";
    case ValueType::kDuration:
      return "duration";
    case ValueType::kDate:
      return "date";
  }
  return "";
}

std::optional<ValueType> value_type(std::string_view name) {
  for (const auto type : kValueTypes) {
    if (name_of(type) == name) return type;
  }
  return std::nullopt;
}

void find_types(const std::vector<text::Token>& tokens, const text::Language& language,
                const std::function<void(const FoundValue&)>& found) {
  const Reader read(tokens, language);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (const auto number = read.number(i)) found(*number);
    if (const auto duration = read.duration(i)) found(*duration);
    if (const auto date = read.date(i)) found(*date);
  }
}

std::optional<double> first_number(const std::vector<text::Token>& tokens, const text::Language& language) {
  const Reader read(tokens, language);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (const auto value = read.number(i); value && value->amount) return value->amount;
  }
  return std::nullopt;
}

std::optional<double> first_days(const std::vector<text::Token>& tokens, const text::Language& language) {
  const Reader read(tokens, language);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const auto& value : {read.duration(i), read.date(i)}) {
      if (value && value->amount) return value->amount;
    }
  }
  return std::nullopt;
}

}  // namespace verbatim
