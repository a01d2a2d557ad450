#include "engine/engine.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/dialogue/edition.h"
#include "engine/dialogue/handoff_turn.h"
#include "engine/dialogue/turn.h"

namespace verbatim {

namespace {

bool is_danger(const Reply& reply) {
  return reply.kind == ReplyKind::kUrgent || reply.kind == ReplyKind::kCrisis;
}

// A danger is heard in every language of the clinic that the words could be of.
std::optional<Reply> danger_elsewhere(const Rulebook& rulebook, const Rulebook& spoken, Session& session,
                                      std::string_view text) {
  for (const auto* edition : dialogue::other_editions(rulebook, spoken, text)) {
    if (auto card = dialogue::Turn({*edition, session}).warn(text)) return card;
  }
  return std::nullopt;
}

Reply say(const Rulebook& rulebook, Session& session, std::string_view text, const TurnContext& context) {
  const auto before = session;
  const auto& edition = dialogue::edition_for(rulebook, session, text);
  auto said =
      dialogue::Turn({edition, session, context.explain, context.today, context.now, context.can_hand_over})
          .say(text);
  if (is_danger(said)) return said;
  auto other = before;
  auto card = danger_elsewhere(rulebook, edition, other, text);
  if (!card) return said;
  session = std::move(other);
  return std::move(*card);
}

}  // namespace

Reply reply(const Rulebook& rulebook, Session& session, Utterance said, TurnContext context) {
  if (!said.choice.empty()) {
    const auto& edition = dialogue::edition_of(rulebook, session);
    return dialogue::Turn(
               {edition, session, context.explain, context.today, context.now, context.can_hand_over})
        .choose(said.choice);
  }
  if (!rulebook.translations().empty()) return say(rulebook, session, said.text, context);
  return dialogue::Turn(
             {rulebook, session, context.explain, context.today, context.now, context.can_hand_over})
      .say(said.text);
}

bool knows_choice(const Rulebook& rulebook, std::string_view value) {
  const auto knows = [&](const Rulebook& edition) {
    return edition.find(value) != nullptr || dialogue::read_flow_value(edition, value) ||
           dialogue::is_handoff_value(edition, value);
  };
  return knows(rulebook) || std::ranges::any_of(rulebook.translations(),
                                                [&](const auto& translation) { return knows(*translation); });
}

}  // namespace verbatim
