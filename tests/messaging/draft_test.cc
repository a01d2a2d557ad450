// A reply in parts: within the limits of each platform, danger first, no choice lost without a rule.
#include "adapters/messaging/draft.h"

#include <doctest/doctest.h>

#include "adapters/messaging/channel.h"

namespace verbatim::messaging {
namespace {

Block paragraph(std::string text) { return {.lines = {{Span{.text = std::move(text)}}}}; }

Reply reply_of(std::string text, std::vector<Choice> choices = {}) {
  return {.kind = ReplyKind::kAnswer, .blocks = {paragraph(std::move(text))}, .choices = std::move(choices)};
}

const Limits& limits_of(std::string_view channel) { return find_channel(channel)->limits({}); }

std::vector<Choice> choices(std::size_t count, const std::string& title = "Choice ") {
  std::vector<Choice> all;
  for (std::size_t i = 0; i < count; ++i)
    all.push_back({"rule." + std::to_string(i), title + std::to_string(i)});
  return all;
}

}  // namespace

TEST_CASE("choices take the best form that holds all of them") {
  using Form = Part::Form;
  struct Row {
    std::string_view channel;
    std::size_t count;
    std::string title;
    Form form;
  };
  const std::string longer = "A question that is longer than ";
  for (const auto& [channel, count, title, form] :
       {Row{"whatsapp", 3, "Choice ", Form::kButtons}, Row{"whatsapp", 4, "Choice ", Form::kList},
        Row{"whatsapp", 10, longer, Form::kText}, Row{"whatsapp", 11, "Choice ", Form::kText},
        Row{"messenger", 13, "Choice ", Form::kButtons}, Row{"messenger", 14, "Choice ", Form::kText},
        Row{"messenger", 2, longer, Form::kText}, Row{"telegram", 20, longer, Form::kButtons},
        Row{"line", 13, "Choice ", Form::kButtons}, Row{"slack", 25, longer, Form::kButtons},
        Row{"slack", 26, longer, Form::kText}, Row{"twilio", 2, "Choice ", Form::kText}}) {
    CAPTURE(channel);
    CAPTURE(count);
    const auto parts = draft(reply_of("Text.", choices(count, title)), limits_of(channel));
    REQUIRE(parts.size() == 1);
    CHECK(parts[0].form == form);
    CHECK(parts[0].options.size() == (form == Form::kText ? 0 : count));
    const auto last = std::to_string(count) + ") " + title + std::to_string(count - 1);
    CHECK((parts[0].text.find(last) != std::string::npos) == (form == Form::kText));
  }
}

TEST_CASE("a list says the whole of a label that it had to cut") {
  const auto parts =
      draft(reply_of("Text.", {{"a", "How many treatments will I need?"}, {"b", "Does it hurt?"}}),
            limits_of("whatsapp"));
  REQUIRE(parts[0].form == Part::Form::kList);
  CHECK(parts[0].options[0].label == "How many treatments…");
  CHECK(parts[0].options[0].description == "How many treatments will I need?");
  CHECK(parts[0].options[1].description.empty());
}

TEST_CASE("a payload that does not fit makes numbers of the choices") {
  const auto parts = draft(reply_of("Text.", {{std::string(65, 'r'), "Yes"}}), limits_of("telegram"));
  CHECK(parts[0].form == Part::Form::kText);
  CHECK(parts[0].text == "Text.\n\n1) Yes");
}

TEST_CASE("where buttons may be hidden, numbers stand in the text as well") {
  const auto parts = draft(reply_of("Text.", {{"a", "Yes"}, {"b", "No"}}), limits_of("instagram"));
  CHECK(parts[0].form == Part::Form::kButtons);
  CHECK(parts[0].text == "Text.\n\n1) Yes\n2) No");
}

TEST_CASE("an SMS never offers a word that carriers obey, and the numbers of the others stay") {
  const auto parts = draft(reply_of("Text.", {{"a", "Yes"}, {"b", "Cancel"}, {"c", " stop "}, {"d", "No"}}),
                           limits_of("twilio"));
  CHECK(parts[0].text == "Text.\n\n1) Yes\n4) No");
  CHECK(is_carrier_word("Unsubscribe"));
  CHECK(is_carrier_word("help\n"));
  CHECK_FALSE(is_carrier_word("please help"));
  CHECK_FALSE(is_carrier_word(""));
}

TEST_CASE("a danger card stands in the first part, whatever stands before it in the reply") {
  auto reply = reply_of(std::string(5000, 'x'));
  Block card{.kind = Block::Kind::kCard, .title = "Get help now", .blocks = {paragraph("Call 112.")}};
  reply.blocks.push_back(card);
  for (const auto* channel : all_channels()) {
    const auto parts = draft(reply, channel->limits({}));
    CAPTURE(channel->name());
    CHECK(parts.size() > 1);
    CHECK(parts[0].text.starts_with("Get help now\nCall 112."));
  }
}

TEST_CASE("a long answer comes in parts within the limits, its choices on the last one") {
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "Sentence " + std::to_string(i) + " of it é. ";
  for (const auto* channel : all_channels()) {
    const auto& limits = channel->limits({});
    const auto parts = draft(reply_of(text, choices(2)), limits);
    CAPTURE(channel->name());
    for (const auto& part : parts) CHECK(length(part.text, limits.unit) <= limits.text);
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) CHECK(parts[i].options.empty());
    const auto& last = parts.back();
    if (last.form == Part::Form::kButtons) CHECK(length(last.text, limits.unit) <= limits.buttons.text);
    if (last.form == Part::Form::kText) CHECK(last.text.ends_with("2) Choice 1"));
  }
}

TEST_CASE("a reply without a word is still a message") {
  CHECK(draft({}, limits_of("telegram")).at(0).text == "…");
}

}  // namespace verbatim::messaging
