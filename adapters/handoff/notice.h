// What staff are told of a request: one text or JSON object, without anything that the visitor wrote unless
// the clinic shares it.
#ifndef VERBATIM_ADAPTERS_HANDOFF_NOTICE_H_
#define VERBATIM_ADAPTERS_HANDOFF_NOTICE_H_

#include <string>

#include "adapters/handoff/staff.h"
#include "adapters/host/handoff.h"
#include "adapters/messaging/web.h"

namespace verbatim::handoff {

// Sixteen hexadecimal digits that name the request; they say nothing about the conversation.
std::string reference_of(const HandoffRequest& request);

// The call that tells this one of the staff, without secrets: Slack's message, JSON, or an e-mail.
messaging::Call notice_for(const Staff& staff, const HandoffRequest& request);

}  // namespace verbatim::handoff

#endif  // VERBATIM_ADAPTERS_HANDOFF_NOTICE_H_
