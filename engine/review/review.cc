#include "engine/review/review.h"

namespace verbatim::review {
namespace {

// Everything of one language.
void review_edition(const Rulebook& edition, const ReviewOptions& options, Findings& findings) {
  static_cast<void>(edition);
  static_cast<void>(options);
  static_cast<void>(findings);
}

}  // namespace

Findings review(const Rulebook& rulebook, const ReviewOptions& options) {
  Findings findings;
  review_edition(rulebook, options, findings);
  for (const auto& translation : rulebook.translations()) review_edition(*translation, options, findings);
  sort(findings);
  return findings;
}

}  // namespace verbatim::review
