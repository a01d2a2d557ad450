#include "engine/match/ranking.h"

#include <doctest/doctest.h>

#include <string_view>

using namespace verbatim;

TEST_CASE("all scores stay between 0 and 1 and grow with what is explained") {
  CHECK(ranking::specificity(0) == 0);
  CHECK(ranking::specificity(0.5) < ranking::specificity(1));
  CHECK(ranking::specificity(100) <= 1);
  CHECK(ranking::coverage(0, 0) == 0);
  CHECK(ranking::coverage(2, 1) == 1);
  CHECK(ranking::pattern_score(1, 1) == doctest::Approx(1));
  CHECK(ranking::pattern_score(0.8, 0.5) < ranking::pattern_score(0.8, 0.6));
}

TEST_CASE("the more of a message is about something else, the less confidence is left") {
  CHECK(ranking::belonging(0) == 1);
  CHECK(ranking::belonging(0.5) < ranking::belonging(0.2));
  CHECK(ranking::belonging(1) > 0);
}

TEST_CASE("a lead lifts confidence, never above 1, and no lead leaves it") {
  CHECK(ranking::with_lead(0.4, 0.4) == doctest::Approx(0.4));
  CHECK(ranking::with_lead(0.4, 0.1) > ranking::with_lead(0.4, 0.3));
  CHECK(ranking::with_lead(0.9, 0) == 1);
  CHECK(ranking::with_lead(0, 0) == 0);
}

TEST_CASE("a second witness never lowers confidence, and never lifts it above 1") {
  CHECK(ranking::confidence(0.6, 0) == doctest::Approx(0.6));
  CHECK(ranking::confidence(0.6, 0.5) > 0.6);
  CHECK(ranking::confidence(0.6, 0.5) == doctest::Approx(ranking::confidence(0.5, 0.6)));
  CHECK(ranking::confidence(1, 1) == doctest::Approx(1));
}
