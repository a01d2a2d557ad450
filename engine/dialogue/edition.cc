#include "engine/dialogue/edition.h"

#include <algorithm>

#include "engine/match/matcher.h"
#include "engine/text/detect.h"
#include "engine/text/tokenise.h"

namespace verbatim::dialogue {
namespace {

// A message in two languages has at least this many words of the second.
constexpr std::ptrdiff_t kOwnWords = 2;

struct Evidence {
  const Rulebook* edition;
  std::size_t known = 0;  // words
};

bool knows(const Rulebook& edition, std::string_view folded) {
  const auto& lexicon = edition.matcher().lexicon();
  return text::is_general_word(lexicon.language(), folded) || lexicon.knows(folded);
}

std::vector<text::Token> words_for(const Rulebook& edition, std::string_view text) {
  return text::tokenise(text, edition.matcher().lexicon().language());
}

Evidence evidence_for(const Rulebook& edition, std::string_view text) {
  const auto known = std::ranges::count_if(
      words_for(edition, text), [&](const text::Token& word) { return knows(edition, word.folded); });
  return {&edition, static_cast<std::size_t>(known)};
}

// Names of treatments are the same in many languages; a word of the language itself is not.
bool has_plain_word_of(const Rulebook& edition, const Rulebook& present, std::string_view text) {
  const auto& language = edition.matcher().lexicon().language();
  return std::ranges::any_of(words_for(edition, text), [&](const text::Token& word) {
    return text::is_general_word(language, word.folded) && !knows(present, word.folded);
  });
}

bool has_words_of(const Rulebook& edition, const Rulebook& spoken, std::string_view text) {
  return std::ranges::count_if(words_for(edition, text), [&](const text::Token& word) {
           return knows(edition, word.folded) && !knows(spoken, word.folded);
         }) >= kOwnWords;
}

// Of every edition, the site's own first.
std::vector<Evidence> evidence(const Rulebook& rulebook, std::string_view text) {
  std::vector<Evidence> out{evidence_for(rulebook, text)};
  for (const auto& translation : rulebook.translations()) out.push_back(evidence_for(*translation, text));
  return out;
}

}  // namespace

const Rulebook& edition_of(const Rulebook& rulebook, const Session& session) {
  const auto* edition = rulebook.edition(session.locale);
  return edition == nullptr ? rulebook : *edition;
}

const Rulebook& edition_for(const Rulebook& rulebook, Session& session, std::string_view text) {
  const auto& present = edition_of(rulebook, session);
  const auto found = evidence(rulebook, text);
  const auto written = *std::ranges::max_element(found, {}, &Evidence::known);
  const auto own = std::ranges::find(found, &present, &Evidence::edition)->known;
  const bool told =
      has_plain_word_of(*written.edition, present, text) || has_words_of(*written.edition, present, text);
  if (written.known <= own || !told) return present;
  const bool plain = 2 * own <= written.known;
  if (!plain && rulebook.edition(text::detect_language(text)) != written.edition) return present;
  session.locale = written.edition->clinic().locale;
  return *written.edition;
}

std::vector<const Rulebook*> other_editions(const Rulebook& rulebook, const Rulebook& spoken,
                                            std::string_view text) {
  std::vector<const Rulebook*> out;
  const auto add = [&](const Rulebook& edition) {
    if (&edition != &spoken && has_words_of(edition, spoken, text)) out.push_back(&edition);
  };
  add(rulebook);
  for (const auto& translation : rulebook.translations()) add(*translation);
  return out;
}

}  // namespace verbatim::dialogue
