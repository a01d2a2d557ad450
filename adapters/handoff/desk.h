// Desk writes requests for a person down and tells staff, with patience: the same ledger and sender that
// carry answers to messengers.
#ifndef VERBATIM_ADAPTERS_HANDOFF_DESK_H_
#define VERBATIM_ADAPTERS_HANDOFF_DESK_H_

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "adapters/handoff/staff.h"
#include "adapters/host/handoff.h"
#include "adapters/messaging/figures.h"
#include "adapters/messaging/ledger.h"
#include "adapters/store/store.h"

namespace verbatim::handoff {

class Desk final : public HandoffDesk {
 public:
  // `ledger` and `store` outlive it.
  Desk(std::vector<Staff> staff, messaging::Ledger& ledger, Store& store);
  ~Desk() override;

  // Takes up what was left to tell.  Before the first request.
  void start();

  // Waits a while for what is under way; what is left stays in the ledger.
  void stop(std::chrono::milliseconds limit);

  bool knows(const std::string& name) const override;
  bool take(const HandoffRequest& request) override;

  // "answered" are requests that were written down.
  const messaging::Figures& figures() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace verbatim::handoff

#endif  // VERBATIM_ADAPTERS_HANDOFF_DESK_H_
