#include "adapters/handoff/desk.h"

#include <algorithm>
#include <utility>

#include "adapters/handoff/notice.h"
#include "adapters/handoff/staff_route.h"
#include "adapters/messaging/sender.h"
#include "adapters/messaging/web_client.h"

namespace verbatim::handoff {
namespace {

using messaging::Figure;
using messaging::Ledger;

constexpr std::chrono::hours kNotedFor{24 * 31};

// Staff who cannot be reached now may be in the morning.
messaging::SenderOptions patience() {
  return {.timeout = std::chrono::seconds(15),
          .longest_pause = std::chrono::minutes(2),
          .patience = std::chrono::hours(24)};
}

}  // namespace

struct Desk::Parts {
  Parts(std::vector<Staff> given, Ledger& kept, Store& notes)
      : staff(std::move(given)),
        ledger(kept),
        store(notes),
        sender(
            client, route, ledger, figures, [this](const std::string& name) { return find(name); },
            patience()) {}

  const Staff* find(const std::string& name) const {
    const auto found = std::ranges::find(staff, name, &Staff::path);
    return found == staff.end() ? nullptr : &*found;
  }

  // That somebody asked, for the clinic's own list: nothing of who it was.
  void note(const HandoffRequest& request) const {
    const auto at = Instant(std::chrono::seconds(request.at));
    store.note({.kind = Note::Kind::kHandoff,
                .site = request.site,
                .subject = reference_of(request),
                .detail = request.channel,
                .at = at,
                .expires = at + kNotedFor});
  }

  const std::vector<Staff> staff;
  Ledger& ledger;
  Store& store;
  messaging::Figures figures;
  messaging::WebClient client;
  StaffRoute route{client};
  messaging::Sender sender;
};

Desk::Desk(std::vector<Staff> staff, Ledger& ledger, Store& store)
    : parts_(std::make_unique<Parts>(std::move(staff), ledger, store)) {}

Desk::~Desk() { parts_->client.stop(); }

void Desk::start() { parts_->sender.resume(); }

void Desk::stop(std::chrono::milliseconds limit) { parts_->sender.drain(limit); }

bool Desk::knows(const std::string& name) const { return parts_->find(name) != nullptr; }

// Each of the staff is told on its own: one who cannot be reached holds up nobody.
bool Desk::take(const HandoffRequest& request) {
  const auto reference = reference_of(request);
  messaging::Taken taken{.claim = "handoff " + reference, .now = request.at};
  for (const auto& name : request.to) {
    const auto* staff = parts_->find(name);
    if (!staff) return false;
    auto conversation = name;
    conversation.append(1, ' ').append(reference);
    taken.outgoing.push_back({.conversation = std::move(conversation),
                              .account = name,
                              .call = notice_for(*staff, request),
                              .created = request.at});
  }
  switch (parts_->ledger.take(taken)) {
    case Ledger::Written::kFailed:
      parts_->figures.add(Figure::kNotWritten);
      return false;
    case Ledger::Written::kRepeated:
      parts_->figures.add(Figure::kRepeated);
      return true;
    case Ledger::Written::kNew:
      break;
  }
  parts_->figures.add(Figure::kAnswered);
  parts_->note(request);
  parts_->sender.add(std::move(taken.outgoing));
  return true;
}

const messaging::Figures& Desk::figures() const { return parts_->figures; }

}  // namespace verbatim::handoff
