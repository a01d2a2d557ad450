// HandoffTurn: the way to a person.  Consent is asked first; only the button that gives it tells staff.
//
//   "can I talk to a person"   the rule's answer, and below it the question for consent with two buttons
//   "Yes, tell them"           told, and when somebody will answer: Reply::handoff is kTell
//   "07700 900123"             where the clinic takes contacts, right after it: kContact
#ifndef VERBATIM_ENGINE_DIALOGUE_HANDOFF_TURN_H_
#define VERBATIM_ENGINE_DIALOGUE_HANDOFF_TURN_H_

#include <optional>
#include <string_view>

#include "engine/dialogue/reply.h"
#include "engine/dialogue/scene.h"

namespace verbatim::dialogue {

class HandoffTurn {
 public:
  explicit HandoffTurn(const Scene& scene) : scene_(scene) {}

  // Adds the question for consent to a reply in which one of these rules has the action; false when there
  // is none, or the clinic hands nothing over.
  bool ask(Reply& reply) const;

  // A button of the question.  Consent that was not asked for in the reply before is asked for again.
  std::optional<Reply> press(std::string_view value) const;

  // The buttons' words typed, or how to be reached.
  std::optional<Reply> read(std::string_view text, const Reading& reading) const;

 private:
  Reply tell() const;
  Reply simple(std::string_view name, const std::vector<Block>& blocks) const;

  const Scene& scene_;
};

// Whether it is the value of a button of the question.
bool is_handoff_value(const Rulebook& rulebook, std::string_view value);

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_HANDOFF_TURN_H_
