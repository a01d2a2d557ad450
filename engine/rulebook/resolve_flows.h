// Drafts of flows into flows: outcomes, next steps and rules by number instead of by name.
#ifndef VERBATIM_ENGINE_RULEBOOK_RESOLVE_FLOWS_H_
#define VERBATIM_ENGINE_RULEBOOK_RESOLVE_FLOWS_H_

#include <vector>

#include "engine/rulebook/drafts.h"
#include "engine/rulebook/resolver.h"

namespace verbatim {

std::vector<Flow> resolve_flows(std::vector<FlowDraft> drafts, Resolver& resolver);

FlowWords resolve_flow_words(FlowWordsDraft draft, Resolver& resolver);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_RESOLVE_FLOWS_H_
