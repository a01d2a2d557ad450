#include "adapters/host/handoff.h"

#include <cctz/time_zone.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace verbatim {
namespace {

constexpr std::int64_t kOncePer = 3600;  // seconds

// The clinic in the language of the conversation, as the engine takes it.
const Clinic& clinic_of(const Rulebook& rulebook, const Session& session) {
  const auto* edition = session.locale.empty() ? nullptr : rulebook.edition(session.locale);
  return edition ? edition->clinic() : rulebook.clinic();
}

std::vector<std::string> titles(const Rulebook& rulebook, const Session& session) {
  std::vector<std::string> all;
  for (const auto& id : session.history)
    if (const auto* rule = rulebook.find(id)) all.push_back(rule->title);
  return all;
}

}  // namespace

bool can_hand_over(const HandoffDesk* desk, const Rulebook& rulebook) {
  const auto& handoff = rulebook.clinic().handoff;
  return desk != nullptr && handoff &&
         std::ranges::all_of(handoff->to, [&](const Text& one) { return desk->knows(one.text); });
}

std::string clinic_time(const Clinic& clinic, std::int64_t now) {
  auto zone = cctz::local_time_zone();
  if (!clinic.time_zone.text.empty()) cctz::load_time_zone(clinic.time_zone.text, &zone);
  return cctz::format("%Y-%m-%dT%H:%M", std::chrono::system_clock::from_time_t(now), zone);
}

void hand_over(HandoffDesk& desk, HandoffRequest request, const Rulebook& rulebook, const Session& session,
               Reply& reply) {
  if (reply.handoff == HandoffStep::kNone) return;
  request.clinic = rulebook.clinic().name;
  request.contact = reply.contact;
  request.asked = titles(rulebook, session);
  for (const auto& one : rulebook.clinic().handoff->to) request.to.push_back(one.text);
  if (!rulebook.clinic().handoff->share_words) request.words.clear();
  request.name.append(request.contact.empty() ? ":tell:" : ":contact:")
      .append(std::to_string(request.at / kOncePer));
  if (desk.take(request)) return;
  const auto& spoken = clinic_of(rulebook, session).handoff;
  reply.blocks = (spoken ? *spoken : *rulebook.clinic().handoff).not_told;
}

}  // namespace verbatim
