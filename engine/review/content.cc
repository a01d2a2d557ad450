#include "engine/review/content.h"

#include <cmath>
#include <string>
#include <string_view>

#include "engine/match/matcher.h"
#include "engine/review/reading_age.h"
#include "engine/text/tokenise.h"

namespace verbatim::review {
namespace {

constexpr std::size_t kMostWords = 180;
constexpr double kOldestReader = 14;
// Fewer capital letters in a row than this may be an abbreviation.
constexpr int kShoutedWords = 3;

const text::Language& language_of(const Desk& desk) { return desk.edition.matcher().lexicon().language(); }

void review_stamp(const Desk& desk, const Rule& rule) {
  if (rule.reviewed_on.empty()) {
    desk.add(Severity::kWarning, "no-review", place_of(rule),
             "Nobody stands behind the answer of " + rule.id + ".",
             "Add \"reviewed\": who read it, when, and when to look again.");
  } else if (!desk.options.today.empty() && rule.review_due < desk.options.today) {
    desk.add(Severity::kWarning, "review-due", place_of(rule),
             "The answer of " + rule.id + " was to be looked at again by " + rule.review_due + ".",
             "Let the person in charge read it, and set new dates.");
  }
  if (!rule.sources.empty()) return;
  desk.add(Severity::kWarning, "no-sources", place_of(rule), "The answer of " + rule.id + " names no source.",
           "Add \"sources\": where its facts come from.");
}

bool is_shouted(std::string_view word) {
  int capitals = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    capitals += c >= 'A' && c <= 'Z';
  }
  return capitals >= 2;
}

bool shouts(std::string_view text) {
  int in_a_row = 0;
  std::size_t start = 0;
  while (start < text.size()) {
    const auto end = std::min(text.find_first_of(" \n", start), text.size());
    in_a_row = is_shouted(text.substr(start, end - start)) ? in_a_row + 1 : 0;
    if (in_a_row >= kShoutedWords) return true;
    start = end + 1;
  }
  return text.find("!!") != std::string_view::npos;
}

void review_links(const Desk& desk, const Text& written, const std::vector<Block>& blocks) {
  for (const auto& block : blocks) {
    review_links(desk, written, block.blocks);
    for (const auto& line : block.lines) {
      for (const auto& span : line) {
        if (!span.href.starts_with("http:")) continue;
        desk.add(Severity::kWarning, "not-https", place_of(written),
                 "The link " + span.href + " is not safe.", "Use the https: address.");
      }
    }
  }
}

void review_text(const Desk& desk, const Rule& rule) {
  const auto text = plain_text(rule.answer);
  const auto words = text::tokenise(text, language_of(desk)).size();
  if (words > kMostWords) {
    desk.add(Severity::kWarning, "long-answer", place_of(rule.written),
             "The answer of " + rule.id + " has " + std::to_string(words) + " words.",
             "Keep what most visitors need, and lead on to the rest with follow-ups.");
  }
  if (const auto age = reading_age(text, language_of(desk)); age && *age > kOldestReader) {
    desk.add(
        Severity::kWarning, "hard-to-read", place_of(rule.written),
        "The answer of " + rule.id + " needs a reader of " + std::to_string(std::lround(*age)) + " years.",
        "Write shorter sentences and more common words.");
  }
  if (shouts(text)) {
    desk.add(Severity::kWarning, "shouting", place_of(rule.written), "The answer of " + rule.id + " shouts.",
             "Write in small letters, with one exclamation mark at most.");
  }
}

}  // namespace

void review_content(const Desk& desk) {
  for (const auto& rule : desk.edition.rules()) {
    review_stamp(desk, rule);
    review_text(desk, rule);
    review_links(desk, rule.written, rule.answer);
  }
}

}  // namespace verbatim::review
