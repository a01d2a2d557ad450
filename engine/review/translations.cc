#include "engine/review/translations.h"

#include <map>
#include <string>

namespace verbatim::review {
namespace {

// Rules of one file that a translation lacks.
struct Missing {
  std::string ids;
  std::size_t count = 0;
  Position at;
};

void add(Missing& missing, const Rule& rule) {
  constexpr std::size_t kNamed = 3;
  if (missing.count == 0) missing.at = rule.at;
  if (missing.count < kNamed) missing.ids += (missing.count == 0 ? "" : ", ") + rule.id;
  if (missing.count == kNamed) missing.ids += ", …";
  ++missing.count;
}

bool has_topic(const Rulebook& edition, const std::string& topic) {
  for (const auto& rule : edition.rules()) {
    if (rule.topic == topic) return true;
  }
  return false;
}

void compare(const Rulebook& site, const Rulebook& translation, Findings& findings) {
  const auto& locale = translation.clinic().locale;
  std::map<std::string, Missing> missing;  // by file
  for (const auto& rule : site.rules()) {
    if (translation.find(rule.id) != nullptr) continue;
    if (rule.tier != Tier::kNormal) {
      findings.push_back({"missing-translation", Severity::kNote, rule.file, rule.at,
                          "The danger rule " + rule.id + " is not there in " + locale + ".",
                          "Make sure that another card there covers it, or add it to " +
                              translation.folder() + " under the same id."});
    } else if (!has_topic(translation, rule.topic)) {
      add(missing[rule.file], rule);
    }
  }
  for (const auto& [file, rules] : missing) {
    findings.push_back({"missing-translation", Severity::kNote, file, rules.at,
                        "Not there in " + locale + ": " + rules.ids + ".",
                        "Visitors who write " + locale + " are told that this is not known; add it to " +
                            translation.folder() + " under the same id."});
  }
}

void find_stray(const Rulebook& site, const Rulebook& translation, Findings& findings) {
  for (const auto& rule : translation.rules()) {
    if (site.find(rule.id) != nullptr) continue;
    findings.push_back({"stray-translation", Severity::kNote, rule.file, rule.at,
                        "The rule " + rule.id + " is there in " + translation.clinic().locale + " only.",
                        "If it is a translation, give it the id of the original."});
  }
}

}  // namespace

void review_translations(const Rulebook& site, Findings& findings) {
  for (const auto& translation : site.translations()) {
    compare(site, *translation, findings);
    find_stray(site, *translation, findings);
  }
}

}  // namespace verbatim::review
