// Parts of clinic.json about people: when they are there, and what is said on the way to them.
#ifndef VERBATIM_ENGINE_RULEBOOK_READ_HANDOFF_H_
#define VERBATIM_ENGINE_RULEBOOK_READ_HANDOFF_H_

#include <optional>

#include "engine/rulebook/drafts.h"
#include "engine/rulebook/reader.h"
#include "engine/rulebook/resolver.h"

namespace verbatim {

// "opening_hours", "closed_on", "time_zone".
void read_hours(ObjectReader& clinic, Problems& problems, ClinicDraft& draft);

std::optional<HandoffDraft> read_handoff(ObjectReader& clinic, Problems& problems);

Handoff resolve_handoff(HandoffDraft draft, Resolver& resolver);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_READ_HANDOFF_H_
