// A TurnObserver is told what happened in each turn, for metrics and logs: never what was said.
#ifndef VERBATIM_ADAPTERS_HOST_TURN_OBSERVER_H_
#define VERBATIM_ADAPTERS_HOST_TURN_OBSERVER_H_

#include <chrono>
#include <cstdint>
#include <string_view>

#include "engine/dialogue/reply.h"

namespace verbatim {

struct TurnReport {
  std::string_view site;
  std::string_view session;  // secret: for turn_id() and nothing else
  std::uint64_t seq;
  const Reply& reply;
  std::chrono::nanoseconds took;  // by the engine
};

// From any thread, in the turn; must not block.
class TurnObserver {
 public:
  virtual ~TurnObserver() = default;

  virtual void on_turn(const TurnReport& report) = 0;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_TURN_OBSERVER_H_
