// A reply as JSON, in the bytes in which the server's frame "reply" says it from "kind" on.
#ifndef VERBATIM_ENGINE_C_REPLY_JSON_H_
#define VERBATIM_ENGINE_C_REPLY_JSON_H_

#include <string>

#include "engine/dialogue/reply.h"

namespace verbatim::c {

std::string reply_json(const Reply& reply);

}  // namespace verbatim::c

#endif  // VERBATIM_ENGINE_C_REPLY_JSON_H_
