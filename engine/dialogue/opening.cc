#include "engine/dialogue/opening.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <vector>

namespace verbatim::dialogue {
namespace {

using std::chrono::sys_days;

constexpr int kDaysAhead = 60;
constexpr int kMinutesOfDay = 24 * 60;

struct Moment {
  sys_days day;
  int minute;
};

std::optional<Moment> read_moment(std::string_view text) {
  if (text.size() < 16 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':')
    return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t size) {
    int value = -1;
    const auto part = text.substr(from, size);
    const auto read = std::from_chars(part.data(), part.data() + part.size(), value);
    return read.ptr == part.data() + part.size() ? value : -1;
  };
  const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  const auto minute = number(11, 2) * 60 + number(14, 2);
  if (!day.ok() || minute < 0 || minute >= kMinutesOfDay) return std::nullopt;
  return Moment{sys_days(day), minute};
}

std::string iso(sys_days at) {
  const std::chrono::year_month_day day(at);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text.data();
}

std::string clock(int minute) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", minute / 60 % 100, minute % 60);
  return text.data();
}

std::size_t weekday_of(sys_days day) { return std::chrono::weekday(day).iso_encoding() - 1; }

// The times of a day, the earliest first.
std::vector<OpenTime> times_of(const Clinic& clinic, sys_days day) {
  std::vector<OpenTime> times;
  if (std::ranges::find(clinic.closed_on, iso(day)) != clinic.closed_on.end()) return times;
  for (const auto& open : clinic.open_times)
    if (open.days[weekday_of(day)]) times.push_back(open);
  std::ranges::sort(times, {}, &OpenTime::from);
  return times;
}

}  // namespace

std::optional<AnswerTime> answer_time(const Clinic& clinic, int minutes, std::string_view now) {
  const auto asked = read_moment(now);
  if (!asked) return std::nullopt;
  auto left = minutes;
  for (int ahead = 0; ahead < kDaysAhead; ++ahead) {
    const auto day = asked->day + std::chrono::days(ahead);
    auto passed = ahead == 0 ? asked->minute : 0;
    for (const auto& open : times_of(clinic, day)) {
      const auto from = std::max(open.from, passed);
      if (from >= open.to) continue;
      if (from + left <= open.to)
        return AnswerTime{.today = ahead == 0, .weekday = weekday_of(day), .time = clock(from + left)};
      left -= open.to - from;
      passed = open.to;
    }
  }
  return std::nullopt;
}

}  // namespace verbatim::dialogue
