#include "engine/match/types.h"

#include <algorithm>
#include <array>

namespace verbatim {
namespace {

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::ranges::binary_search(words, word);
}

constexpr std::array<std::string_view, 28> kNumberWords = {
    "couple", "eight",    "eighteen",  "eleven",  "fifteen", "fifty",   "five",
    "forty",  "four",     "fourteen",  "half",    "hundred", "nine",    "nineteen",
    "one",    "seven",    "seventeen", "several", "six",     "sixteen", "sixty",
    "ten",    "thirteen", "thirty",    "three",   "twelve",  "twenty",  "two"};
constexpr std::array<std::string_view, 21> kUnits = {
    "d",      "day",     "days",  "fortnight", "h",     "hour",   "hours", "hr",    "hrs",  "min",  "mins",
    "minute", "minutes", "month", "months",    "night", "nights", "week",  "weeks", "year", "years"};
constexpr std::array<std::string_view, 19> kMonths = {
    "apr", "april", "aug", "august", "dec", "december", "feb", "february", "jan", "january",
    "jul", "july",  "jun", "june",   "mar", "march",    "nov", "november", "may"};
constexpr std::array<std::string_view, 3> kMoreMonths = {"oct", "october", "september"};
constexpr std::array<std::string_view, 12> kDays = {"christmas", "friday",   "monday",    "saturday",
                                                    "sunday",    "thursday", "today",     "tomorrow",
                                                    "tonight",   "tuesday",  "wednesday", "yesterday"};

bool starts_with_digit(std::string_view word) { return word.front() >= '0' && word.front() <= '9'; }
bool is_number(std::string_view word) { return starts_with_digit(word) || is_one_of(kNumberWords, word); }
bool is_month(std::string_view word) {
  return std::ranges::find(kMonths, word) != kMonths.end() || is_one_of(kMoreMonths, word);
}

// The words of `tokens`, with an empty word past the end.
class Words {
 public:
  explicit Words(const std::vector<text::Token>& tokens) : tokens_(tokens) {}
  std::string_view operator[](std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].folded) : std::string_view();
  }

 private:
  const std::vector<text::Token>& tokens_;
};

// "2 weeks", "a month", "two or three days", "3 4 days" (from "3-4 days"); 0 for none.
std::size_t duration_length(const Words& words, std::size_t i) {
  if ((words[i] == "a" || words[i] == "an" || words[i] == "few") && is_one_of(kUnits, words[i + 1])) return 2;
  if (words[i] == "a" && words[i + 1] == "few" && is_one_of(kUnits, words[i + 2])) return 3;
  if (!is_number(words[i])) return 0;
  if (is_one_of(kUnits, words[i + 1])) return 2;
  const bool joined = words[i + 1] == "or" || words[i + 1] == "to" || words[i + 1] == "of";
  const auto second = i + (joined ? 2 : 1);
  if (!words[second].empty() && is_number(words[second]) && is_one_of(kUnits, words[second + 1])) {
    return second + 2 - i;
  }
  return 0;
}

// "yesterday", "last tuesday", "3 may", "may 3"; 0 for none.
std::size_t date_length(const Words& words, std::size_t i) {
  if (is_one_of(kDays, words[i])) return 1;
  const bool relative = words[i] == "last" || words[i] == "next" || words[i] == "this";
  if (relative && (is_one_of(kDays, words[i + 1]) || words[i + 1] == "week" || words[i + 1] == "month"))
    return 2;
  if (starts_with_digit(words[i]) && is_month(words[i + 1])) return 2;
  if (is_month(words[i]) && !words[i + 1].empty() && starts_with_digit(words[i + 1])) return 2;
  return 0;
}

static_assert(std::ranges::is_sorted(kNumberWords));
static_assert(std::ranges::is_sorted(kUnits));
static_assert(std::ranges::is_sorted(kMoreMonths));
static_assert(std::ranges::is_sorted(kDays));

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

void find_types(const std::vector<text::Token>& tokens, const FoundValue& found) {
  const Words words(tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_number(words[i])) found(ValueType::kNumber, i, 1);
    if (const auto length = duration_length(words, i); length > 0) found(ValueType::kDuration, i, length);
    if (const auto length = date_length(words, i); length > 0) found(ValueType::kDate, i, length);
  }
}

}  // namespace verbatim
