#include "engine/dialogue/edition.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/match/matcher.h"
#include "engine/text/detect.h"
#include "engine/text/tokenise.h"

namespace verbatim::dialogue {
namespace {

// A message in two languages has at least this many words of the second.
constexpr std::ptrdiff_t kOwnWords = 2;

// A message as an edition reads it.
struct Heard {
  struct Word {
    std::string folded;
    bool general;  // of the language
    bool known;    // or of the rules
  };
  const Rulebook* edition;
  std::vector<Word> words;
  std::size_t known = 0;  // words
};

bool knows(const Rulebook& edition, std::string_view folded) {
  const auto& lexicon = edition.matcher().lexicon();
  return text::is_general_word(lexicon.language(), folded) || lexicon.knows(folded);
}

Heard heard_by(const Rulebook& edition, std::string_view text) {
  const auto& lexicon = edition.matcher().lexicon();
  Heard heard{.edition = &edition, .words = {}};
  for (auto& token : text::tokenise(text, lexicon.language())) {
    const bool general = text::is_general_word(lexicon.language(), token.folded);
    const bool known = general || lexicon.knows(token.folded);
    heard.known += known;
    heard.words.push_back({std::move(token.folded), general, known});
  }
  return heard;
}

// Names of treatments are the same in many languages; a word of the language itself is not.
bool has_plain_word(const Heard& heard, const Rulebook& present) {
  return std::ranges::any_of(
      heard.words, [&](const Heard::Word& word) { return word.general && !knows(present, word.folded); });
}

bool has_words_unknown_to(const Rulebook& spoken, const Heard& heard) {
  return std::ranges::count_if(heard.words, [&](const Heard::Word& word) {
           return word.known && !knows(spoken, word.folded);
         }) >= kOwnWords;
}

// By every edition, the site's own first.
std::vector<Heard> heard_by_all(const Rulebook& rulebook, std::string_view text) {
  std::vector<Heard> all{heard_by(rulebook, text)};
  for (const auto& translation : rulebook.translations()) all.push_back(heard_by(*translation, text));
  return all;
}

}  // namespace

const Rulebook& edition_of(const Rulebook& rulebook, const Session& session) {
  const auto* edition = rulebook.edition(session.locale);
  return edition == nullptr ? rulebook : *edition;
}

const Rulebook& edition_for(const Rulebook& rulebook, Session& session, std::string_view text) {
  const auto& present = edition_of(rulebook, session);
  if (rulebook.translations().empty()) return present;
  const auto heard = heard_by_all(rulebook, text);
  const auto& written = *std::ranges::max_element(heard, {}, &Heard::known);
  const auto own = std::ranges::find(heard, &present, &Heard::edition)->known;
  if (written.known <= own) return present;
  if (!has_plain_word(written, present) && !has_words_unknown_to(present, written)) return present;
  const bool plain = 2 * own <= written.known;
  if (!plain && rulebook.edition(text::detect_language(text)) != written.edition) return present;
  session.locale = written.edition->clinic().locale;
  return *written.edition;
}

std::vector<const Rulebook*> other_editions(const Rulebook& rulebook, const Rulebook& spoken,
                                            std::string_view text) {
  std::vector<const Rulebook*> out;
  const auto add = [&](const Rulebook& edition) {
    if (&edition != &spoken && has_words_unknown_to(spoken, heard_by(edition, text))) out.push_back(&edition);
  };
  add(rulebook);
  for (const auto& translation : rulebook.translations()) add(*translation);
  return out;
}

}  // namespace verbatim::dialogue
