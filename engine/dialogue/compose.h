// Composing: the clinic's own words put together to a reply, and what the session keeps of it.
#ifndef VERBATIM_ENGINE_DIALOGUE_COMPOSE_H_
#define VERBATIM_ENGINE_DIALOGUE_COMPOSE_H_

#include <string_view>

#include "engine/dialogue/reply.h"
#include "engine/dialogue/scene.h"

namespace verbatim::dialogue {

Choice choice_of(const Scene& scene, RuleId rule);

// Adds what the rule says to the reply: its answer, or the variant whose conditions hold, its name,
// and its follow-ups as choices.  Remembers what the rule tells of the visitor.
void append_answer(const Scene& scene, RuleId rule, Reply& reply);

// The rule's answer as a whole reply: a card for a danger rule.
Reply give(const Scene& scene, RuleId rule);

// The answers of these candidates, in order, with the follow-ups of all of them.
Reply answer(const Scene& scene, const Candidates& candidates, std::string_view decision);

// "Did you mean …": the titles of `near` as choices.
Reply clarify(const Scene& scene, const Candidates& near, const Candidates& all);

Reply fallback(const Scene& scene, double confidence);

// The clinic's greeting, for a conversation that begins anew.
Reply greeting(const Scene& scene);

// Records the reply in the session: the end of every turn.
Reply finish(const Scene& scene, Reply reply);

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_COMPOSE_H_
