#include "engine/review/review.h"

#include "engine/review/content.h"
#include "engine/review/desk.h"
#include "engine/review/examples.h"
#include "engine/review/flows.h"
#include "engine/review/numbers.h"
#include "engine/review/overlap.h"
#include "engine/review/references.h"
#include "engine/review/safety.h"
#include "engine/review/translations.h"

namespace verbatim::review {
namespace {

void review_edition(const Desk& desk) {
  review_references(desk);
  review_examples(desk);
  review_flows(desk);
  review_overlap(desk);
  review_content(desk);
  review_numbers(desk);
  review_safety(desk);
}

}  // namespace

Findings review(const Rulebook& rulebook, const ReviewOptions& options) {
  Findings findings;
  review_edition({rulebook, rulebook, options, findings});
  for (const auto& translation : rulebook.translations())
    review_edition({rulebook, *translation, options, findings});
  review_translations(rulebook, findings);
  sort(findings);
  return findings;
}

}  // namespace verbatim::review
