// Desk: what every part of a review works on, and where it puts its findings.
#ifndef VERBATIM_ENGINE_REVIEW_DESK_H_
#define VERBATIM_ENGINE_REVIEW_DESK_H_

#include <string>
#include <utility>
#include <vector>

#include "engine/engine.h"
#include "engine/review/review.h"

namespace verbatim::review {

struct Place {
  std::string file;
  Position at;
};

inline Place place_of(const Rule& rule) { return {rule.file, rule.at}; }
inline Place place_of(const Text& text) { return {text.file, text.at}; }

struct Desk {
  const Rulebook& site;     // all languages
  const Rulebook& edition;  // the one under review
  const ReviewOptions& options;
  Findings& findings;

  // A conversation in the language under review.
  Session start() const { return {.locale = edition.clinic().locale}; }

  Diagnostic& add(Severity severity, std::string code, Place place, std::string message,
                  std::string hint) const {
    findings.push_back(
        {std::move(code), severity, std::move(place.file), place.at, std::move(message), std::move(hint)});
    return findings.back();
  }
};

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_DESK_H_
