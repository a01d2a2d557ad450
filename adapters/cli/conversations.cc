#include "adapters/cli/conversations.h"

#include <algorithm>

#include "engine/rulebook/reader.h"

namespace verbatim::cli {
namespace {

std::string plain(std::optional<Text> text) { return text ? std::move(text->text) : std::string{}; }

std::vector<std::string> plain(std::vector<Text> texts) {
  std::vector<std::string> out;
  out.reserve(texts.size());
  for (auto& text : texts) out.push_back(std::move(text.text));
  return out;
}

SessionFacts read_facts_of(const Json* value, Problems& problems) {
  SessionFacts facts;
  if (value == nullptr) return facts;
  ObjectReader reader(*value, "\"facts\"", problems);
  for (const auto& member : value->members) facts[member.key] = plain(reader.text(member.key));
  return facts;
}

ExpectedTurn read_turn(const Json& value, Problems& problems) {
  ObjectReader reader(value, "a turn", problems);
  ExpectedTurn turn;
  turn.at = value.at;
  turn.user = plain(reader.text("user"));
  turn.choose = plain(reader.text("choose"));
  turn.rule = plain(reader.text("rule"));
  turn.topic = plain(reader.text("topic"));
  turn.kind = plain(reader.text("kind"));
  turn.contains = plain(reader.texts("contains"));
  turn.choices = plain(reader.texts("choices"));
  turn.facts = read_facts_of(reader.object("facts"), problems);
  reader.finish();
  if (reader.is_object() && turn.user.empty() == turn.choose.empty()) {
    problems.error("bad-turn", value.at, "A turn is either typed or a button.",
                   "Give it \"user\" or \"choose\", one of the two.");
  }
  return turn;
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

void compare(std::string_view what, std::string_view expected, std::string_view got,
             std::vector<std::string>& out) {
  if (expected.empty() || expected == got) return;
  out.push_back("expected " + std::string(what) + " " + quoted(expected) + ", got " +
                (got.empty() ? "none" : quoted(got)));
}

// The rule, or the topic, may be that of any answer of the reply.
std::string_view any_answer(const Reply& reply, std::string Answered::*field, std::string_view wanted) {
  for (const auto& answered : reply.answers) {
    if (answered.*field == wanted) return wanted;
  }
  return reply.answers.empty() ? std::string_view{} : std::string_view(reply.answers.front().*field);
}

}  // namespace

std::vector<Conversation> read_conversations(std::string_view text, const std::string& file,
                                             std::vector<Diagnostic>& diagnostics) {
  std::vector<Conversation> out;
  const auto json = read_json(text, file, diagnostics);
  if (!json) return out;
  Problems problems(file, diagnostics);
  ObjectReader reader(*json, "a conversations file", problems);
  reader.any("$schema");
  if (const auto* list = reader.array("conversations")) {
    for (const auto& item : list->items) {
      ObjectReader conversation(item, "a conversation", problems);
      auto& made = out.emplace_back();
      made.at = item.at;
      made.name = plain(conversation.required_text("name"));
      made.known_failure = plain(conversation.text("known_failure"));
      if (const auto* turns = conversation.array("turns")) {
        for (const auto& turn : turns->items) made.turns.push_back(read_turn(turn, problems));
      }
      conversation.finish();
    }
  }
  reader.finish();
  return out;
}

std::vector<std::string> differences(const ExpectedTurn& expected, const Reply& reply,
                                     const Session& session) {
  std::vector<std::string> out;
  compare("kind", expected.kind, name_of(reply.kind), out);
  compare("rule", expected.rule, any_answer(reply, &Answered::rule, expected.rule), out);
  compare("topic", expected.topic, any_answer(reply, &Answered::topic, expected.topic), out);
  const auto text = plain_text(reply.blocks);
  for (const auto& piece : expected.contains) {
    if (text.find(piece) == std::string::npos)
      out.push_back("expected the text " + quoted(piece) + ", got " + quoted(text));
  }
  for (const auto& rule : expected.choices) {
    if (std::ranges::find(reply.choices, rule, &Choice::value) == reply.choices.end()) {
      out.push_back("expected the choice " + quoted(rule) + ", which is not offered");
    }
  }
  for (const auto& [name, value] : expected.facts) {
    const auto known = session.facts.find(name);
    compare("fact " + name, value, known == session.facts.end() ? std::string_view{} : known->second, out);
  }
  return out;
}

}  // namespace verbatim::cli
