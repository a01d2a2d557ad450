#include "engine/dialogue/reply.h"

namespace verbatim {
std::string_view name_of(ReplyKind kind) {
  switch (kind) {
    case ReplyKind::kAnswer:
      return "answer";
    case ReplyKind::kClarify:
      return "clarify";
    case ReplyKind::kFallback:
      return "fallback";
    case ReplyKind::kUrgent:
      return "urgent";
    case ReplyKind::kCrisis:
      return "crisis";
    case ReplyKind::kFlow:
      return "flow";
  }
  return "";
}

}  // namespace verbatim
