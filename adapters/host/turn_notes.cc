#include "adapters/host/turn_notes.h"

#include <chrono>

#include "adapters/host/masking.h"

namespace verbatim {
namespace {

bool is_miss(const Reply& reply) {
  return reply.kind == ReplyKind::kFallback || reply.kind == ReplyKind::kClarify;
}

}  // namespace

void note_turn(TurnObserver* observer, Store& store, const Site& site, const TurnReport& report,
               std::string_view typed) {
  if (observer) observer->on_turn(report);
  if (is_miss(report.reply)) note_question(store, site, typed);
}

void note_question(Store& store, const Site& site, std::string_view typed) {
  const auto kept_for = site.unanswered_kept_for();
  if (kept_for.count() == 0 || typed.empty()) return;
  const auto now = std::chrono::system_clock::now();
  store.note({.kind = Note::Kind::kUnanswered,
              .site = site.name(),
              .subject = masked(typed),
              .at = now,
              .expires = now + kept_for});
}

}  // namespace verbatim
