// Which language of a rulebook a visitor is answered in.
#ifndef VERBATIM_ENGINE_DIALOGUE_EDITION_H_
#define VERBATIM_ENGINE_DIALOGUE_EDITION_H_

#include <string_view>
#include <vector>

#include "engine/dialogue/session.h"
#include "engine/rulebook.h"

namespace verbatim::dialogue {

// The edition of the session's locale, or the rulebook itself.
const Rulebook& edition_of(const Rulebook& rulebook, const Session& session);

// The edition in whose language the message is written; that of the session where the message does
// not tell.  Words decide: those that the language, or the edition's rules, know.  Where both know
// many, CLD2 must agree.  Keeps the language in the session when it changes.
const Rulebook& edition_for(const Rulebook& rulebook, Session& session, std::string_view text);

// The editions besides `spoken` to whose language some of the message belongs: at least two words that
// it knows and `spoken` does not.
std::vector<const Rulebook*> other_editions(const Rulebook& rulebook, const Rulebook& spoken,
                                            std::string_view text);

}  // namespace verbatim::dialogue

#endif  // VERBATIM_ENGINE_DIALOGUE_EDITION_H_
