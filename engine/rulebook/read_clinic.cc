// clinic.json: who the clinic is, and the replies that are no rule's.
#include "engine/rulebook/drafts.h"
#include "engine/rulebook/read_handoff.h"

namespace verbatim {
namespace {

std::string plain(std::optional<Text> text) { return text ? std::move(text->text) : std::string{}; }

MessageDraft read_message(const Json* value, std::string_view key, bool with_choices, Problems& problems) {
  MessageDraft draft;
  if (value == nullptr) return draft;
  ObjectReader reader(*value, "\"" + std::string(key) + "\"", problems);
  if (auto text = reader.required_lines("answer")) draft.markdown = std::move(*text);
  if (with_choices) draft.choices = reader.texts("choices");
  reader.finish();
  return draft;
}

std::optional<FlowWordsDraft> read_flow_words(const Json* value, Problems& problems) {
  if (value == nullptr) return std::nullopt;
  ObjectReader reader(*value, "\"flows\"", problems);
  FlowWordsDraft draft;
  auto& words = draft.words;
  for (const auto& [key, text] : {std::pair{"back", &words.back},
                                  {"skip", &words.skip},
                                  {"stop", &words.stop},
                                  {"done", &words.done},
                                  {"reasons", &words.reasons},
                                  {"answers", &words.answers},
                                  {"skipped", &words.skipped}}) {
    *text = plain(reader.required_text(key));
  }
  for (const auto& [key, text] : {std::pair{"more", &draft.more},
                                  {"again", &draft.again},
                                  {"resume", &draft.resume},
                                  {"stopped", &draft.stopped}}) {
    if (auto lines = reader.required_lines(key)) *text = std::move(*lines);
  }
  reader.finish();
  return draft;
}

bool is_colour(std::string_view text) {
  return (text.size() == 4 || text.size() == 7) && text.front() == '#' &&
         text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

bool is_https(std::string_view text) { return text.starts_with("https://"); }

// "https://clinic.example", as a browser sends it: no path, no capitals.
bool is_origin(std::string_view text) {
  const auto host = text.starts_with("https://") ? 8U : text.starts_with("http://") ? 7U : text.size();
  return host < text.size() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-:[]", host) == std::string_view::npos;
}

bool is_position(std::string_view text) { return text == "start" || text == "end"; }

WidgetSettings read_widget(const Json* value, Problems& problems) {
  WidgetSettings widget;
  if (value == nullptr) return widget;
  ObjectReader reader(*value, "\"widget\"", problems);
  const auto setting = [&](std::string_view key, bool (*sound)(std::string_view), std::string hint) {
    const auto text = reader.text(key);
    if (!text) return std::string{};
    if (sound(text->text)) return text->text;
    problems.error("bad-setting", text->at,
                   "\"" + std::string(key) + "\" is not one that the widget can use.", std::move(hint));
    return std::string{};
  };
  widget.accent = setting("accent", is_colour, "Write a colour as #rrggbb, such as #0b6b64.");
  widget.logo = setting("logo", is_https, "Write the address of a picture that starts with https://.");
  widget.position =
      setting("position", is_position, "Write start or end: the side where lines start or end.");
  widget.launcher = plain(reader.text("launcher"));
  widget.input = plain(reader.text("input"));
  for (auto& page : reader.texts("pages")) {
    if (is_origin(page.text)) {
      widget.pages.push_back(std::move(page.text));
    } else {
      problems.error("bad-setting", page.at, "\"" + page.text + "\" is not the beginning of a web address.",
                     "Write it without a path and in small letters, such as https://www.clinic.example.");
    }
  }
  reader.finish();
  return widget;
}

Thresholds read_thresholds(const Json* value, Problems& problems) {
  Thresholds thresholds;
  if (value == nullptr) return thresholds;
  ObjectReader reader(*value, "\"thresholds\"", problems);
  thresholds.answer = reader.number("answer", 0, 1).value_or(thresholds.answer);
  thresholds.clarify = reader.number("clarify", 0, 1).value_or(thresholds.clarify);
  thresholds.tie = reader.number("tie", 0, 1).value_or(thresholds.tie);
  reader.finish();
  if (thresholds.clarify > thresholds.answer) {
    problems.error(
        "bad-thresholds", value->at, "\"clarify\" is higher than \"answer\".",
        "A question is asked back below the confidence of an answer: make \"clarify\" the smaller one.");
  }
  return thresholds;
}

Retention read_retention(const Json* value, Problems& problems) {
  Retention retention;
  if (value == nullptr) return retention;
  ObjectReader reader(*value, "\"retention\"", problems);
  retention.conversation_hours =
      reader.number("conversation_hours", 1, 24 * 366).value_or(retention.conversation_hours);
  retention.unanswered_days = reader.number("unanswered_days", 0, 366).value_or(retention.unanswered_days);
  reader.finish();
  return retention;
}

}  // namespace

void read_clinic(const Json& file, Problems& problems, Drafts& drafts) {
  ObjectReader reader(file, "clinic.json", problems);
  ClinicDraft draft;
  reader.any("$schema");
  draft.clinic.name = plain(reader.required_text("name"));
  if (auto locale = reader.text("locale")) draft.clinic.locale = locale->text;
  draft.clinic.phone = plain(reader.text("phone"));
  draft.clinic.email = plain(reader.text("email"));
  draft.clinic.booking_url = plain(reader.text("booking_url"));
  draft.clinic.emergency_number = plain(reader.required_text("emergency_number"));
  read_hours(reader, problems, draft);
  draft.handoff = read_handoff(reader, problems);
  draft.clinic.widget = read_widget(reader.object("widget"), problems);
  for (const auto* key : {"greeting", "fallback", "clarify"}) {
    const auto* value = reader.object(key);
    if (value == nullptr && reader.is_object() && reader.any(key) == nullptr) {
      problems.error("missing-key", file.at, "\"" + std::string(key) + "\" is missing in clinic.json.",
                     "Add it: {\"answer\": \"…\"}.");
    }
    const std::string_view name = key;
    auto& message = name == "greeting" ? draft.greeting : name == "fallback" ? draft.fallback : draft.clarify;
    message = read_message(value, name, name != "clarify", problems);
  }
  if (const auto* expired = reader.object("expired"))
    draft.expired = read_message(expired, "expired", true, problems);
  if (auto notice = reader.lines("notice")) draft.notice = std::move(*notice);
  draft.flow_words = read_flow_words(reader.object("flows"), problems);
  draft.clinic.thresholds = read_thresholds(reader.object("thresholds"), problems);
  draft.clinic.retention = read_retention(reader.object("retention"), problems);
  reader.finish();
  drafts.clinics.push_back(std::move(draft));
}

}  // namespace verbatim
