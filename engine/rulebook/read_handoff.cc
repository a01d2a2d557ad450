#include "engine/rulebook/read_handoff.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "engine/rulebook/read_parts.h"

namespace verbatim {
namespace {

constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr double kMostAnswerMinutes = 7 * 24 * 60;

// Minutes of "09:30"; nothing when it is no time of a day.  24:00 is its end.
std::optional<int> minutes_of(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 99; };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hours = digit(0) * 10 + digit(1);
  const int minutes = digit(3) * 10 + digit(4);
  if (minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
  return hours * 60 + minutes;
}

int read_time(ObjectReader& reader, std::string_view key, Problems& problems) {
  const auto text = reader.required_text(key);
  if (!text) return 0;
  const auto minutes = minutes_of(text->text);
  if (!minutes)
    problems.error("bad-hours", text->at, "\"" + text->text + "\" is not a time of the day.",
                   "Write hours and minutes: 09:30.");
  return minutes.value_or(0);
}

void read_days(ObjectReader& reader, Problems& problems, OpenTime& open) {
  for (const auto& day : reader.texts("days")) {
    const auto found = std::ranges::find(kDays, std::string_view(day.text));
    if (found == kDays.end()) {
      problems.error("bad-hours", day.at, "\"" + day.text + "\" is not a day.",
                     "Write mon, tue, wed, thu, fri, sat or sun.");
    } else {
      open.days[static_cast<std::size_t>(found - kDays.begin())] = true;
    }
  }
}

// A line for people, with what it means for the clock.
void read_open_time(const Json& item, Problems& problems, ClinicDraft& draft) {
  ObjectReader reader(item, "a line of \"opening_hours\"", problems);
  if (auto line = reader.text("line")) draft.opening_hours.push_back(std::move(*line));
  OpenTime open;
  read_days(reader, problems, open);
  open.from = read_time(reader, "from", problems);
  open.to = read_time(reader, "to", problems);
  reader.finish();
  if (!reader.is_object()) return;
  if (std::ranges::find(open.days, true) == open.days.end())
    problems.error("bad-hours", item.at, "This line does not say on which days.",
                   "Add \"days\", such as [\"mon\", \"tue\"].");
  if (open.to < open.from)
    problems.error("bad-hours", item.at, "The clinic closes before it opens.",
                   "For a night write two lines: until 24:00, and from 00:00.");
  draft.clinic.open_times.push_back(open);
}

// Areas and cities as in "Europe/London"; whether there is such a zone, the machine knows.
bool is_zone(std::string_view name) {
  const auto is_letter = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || c == '/';
  };
  return !name.starts_with('/') && std::ranges::all_of(name, is_letter);
}

}  // namespace

void read_hours(ObjectReader& clinic, Problems& problems, ClinicDraft& draft) {
  if (const auto* list = clinic.array("opening_hours")) {
    for (const auto& item : list->items) {
      if (item.kind == Json::Kind::kObject) {
        read_open_time(item, problems, draft);
      } else if (auto line = clinic.line_of(item, "opening_hours")) {
        draft.opening_hours.push_back(std::move(*line));
      }
    }
  }
  for (auto& day : clinic.texts("closed_on")) {
    check_date(day, problems);
    draft.clinic.closed_on.push_back(std::move(day.text));
  }
  if (auto zone = clinic.text("time_zone")) {
    if (!is_zone(zone->text))
      problems.error("bad-time-zone", zone->at, "\"" + zone->text + "\" is not a time zone.",
                     "Write an area and a city, such as Europe/London.");
    draft.clinic.time_zone = std::move(*zone);
  }
}

std::optional<HandoffDraft> read_handoff(ObjectReader& clinic, Problems& problems) {
  const auto* value = clinic.object("handoff");
  if (value == nullptr) return std::nullopt;
  ObjectReader reader(*value, "\"handoff\"", problems);
  HandoffDraft draft;
  draft.handoff.to = reader.texts("to");
  draft.handoff.share_words = reader.flag("share_words", false);
  draft.handoff.answer_minutes =
      static_cast<int>(reader.number("answer_minutes", 0, kMostAnswerMinutes).value_or(60));
  for (const auto& [key, text] : {std::pair{"yes", &draft.handoff.yes}, {"no", &draft.handoff.no}})
    if (auto title = reader.required_text(key)) *text = std::move(title->text);
  for (const auto& [key, text] : {std::pair{"ask", &draft.ask},
                                  {"told", &draft.told},
                                  {"declined", &draft.declined},
                                  {"not_told", &draft.not_told}})
    if (auto lines = reader.required_lines(key)) *text = std::move(*lines);
  for (const auto& [key, text] :
       {std::pair{"today", &draft.today}, {"later", &draft.later}, {"contact", &draft.contact}})
    if (auto lines = reader.lines(key)) *text = std::move(*lines);
  for (auto& day : reader.texts("weekdays")) draft.handoff.weekdays.push_back(std::move(day.text));
  reader.finish();
  const auto missing = [&, at = value->at](std::string message, std::string hint) {
    problems.error("missing-key", at, std::move(message), std::move(hint));
  };
  if (draft.handoff.to.empty())
    missing("\"handoff\" does not say whom to tell.", "Add \"to\": names from the server's configuration.");
  const auto days = draft.handoff.weekdays.size();
  if (days != kDays.size() && (days > 0 || !draft.later.text.empty()))
    missing("\"weekdays\" has " + std::to_string(days) + " names.", "Write seven, from Monday on.");
  return draft;
}

Handoff resolve_handoff(HandoffDraft draft, Resolver& resolver) {
  auto handoff = std::move(draft.handoff);
  const auto blocks = [&](const Text& text) {
    return text.text.empty() ? std::vector<Block>{} : resolver.blocks(text);
  };
  const auto timed = [&](const Text& text) {
    return text.text.empty() ? std::vector<Block>{} : resolver.blocks(text, {"handoff.day", "handoff.time"});
  };
  handoff.ask = blocks(draft.ask);
  handoff.told = blocks(draft.told);
  handoff.today = timed(draft.today);
  handoff.later = timed(draft.later);
  handoff.contact = blocks(draft.contact);
  handoff.declined = blocks(draft.declined);
  handoff.not_told = blocks(draft.not_told);
  return handoff;
}

}  // namespace verbatim
