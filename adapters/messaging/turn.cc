#include "adapters/messaging/turn.h"

#include <algorithm>
#include <string>
#include <utility>

namespace verbatim::messaging {
namespace {

constexpr std::size_t kMaxText = 8 * 1024;  // bytes; the engine reads fewer words than that

// The clinic in the language of the conversation.
const Rulebook& edition_of(const Rulebook& rulebook, const Session& session) {
  const auto* edition = session.locale.empty() ? nullptr : rulebook.edition(session.locale);
  return edition ? *edition : rulebook;
}

Reply greeting(const Rulebook& rulebook, Session& session) {
  const auto& clinic = rulebook.clinic();
  Reply reply{.kind = ReplyKind::kAnswer, .blocks = clinic.greeting.blocks};
  session.choices.clear();
  for (const auto id : clinic.greeting.choices) {
    reply.choices.push_back({rulebook.rules()[id].id, rulebook.rules()[id].title});
    session.choices.push_back(rulebook.rules()[id].id);
  }
  ++session.turns;
  return reply;
}

// What was typed, without the name by which we were called.
std::string words_of(const Event& event) {
  auto words = event.text.value_or("").substr(0, kMaxText);
  if (const auto at = event.mention.empty() ? std::string::npos : words.find(event.mention);
      at != std::string::npos)
    words.erase(at, event.mention.size());
  return words;
}

// A button of long ago may say what no rule of today is called: then its words are read.
bool is_choice(const Rulebook& rulebook, const Session& session, const Event& event) {
  if (!event.payload) return false;
  const auto& shown = session.choices;
  return knows_choice(rulebook, *event.payload) ||
         std::find(shown.begin(), shown.end(), *event.payload) != shown.end() || !event.text;
}

void put_notice_first(const Rulebook& rulebook, Reply& reply) {
  const auto& notice = rulebook.clinic().notice;
  if (!notice.empty()) reply.blocks.insert(reply.blocks.begin(), {.lines = {{Span{.text = notice}}}});
}

}  // namespace

Reply take_turn(const Rulebook& rulebook, Session& session, const Event& event, const TurnContext& context) {
  const bool first = session.turns == 0;
  const auto words = words_of(event);
  Utterance said{.text = words};
  if (is_choice(rulebook, session, event)) said = {.choice = *event.payload};
  auto answer = event.greets ? greeting(edition_of(rulebook, session), session)
                             : reply(rulebook, session, said, context);
  if (first) put_notice_first(edition_of(rulebook, session), answer);
  return answer;
}

}  // namespace verbatim::messaging
