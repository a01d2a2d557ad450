#include "engine/review/vocabulary.h"

#include <algorithm>
#include <array>

#include "engine/text/tokenise.h"

namespace verbatim::review {
namespace {

// Everyday things that a clinic's rules do not speak of, English and Spanish.
constexpr std::array<std::string_view, 24> kFillers = {
    "elephant", "violin",   "purple",  "lantern",  "bridge",  "garden",   "window", "river",
    "castle",   "orchard",  "marble",  "trumpet",  "harbour", "elefante", "jardín", "ventana",
    "castillo", "trompeta", "montaña", "guitarra", "puente",  "naranja",  "barco",  "camino"};
constexpr std::array<std::string_view, 6> kEndings = {"s", "ed", "ing", "es", "ly", "er"};
constexpr std::array<std::string_view, 6> kDigits = {"7", "8", "11", "17", "23", "41"};

bool starts_with_digit(std::string_view word) { return word.front() >= '0' && word.front() <= '9'; }

// Whether a visitor who types the word is read as saying it.
bool stands_alone(const std::string& word, const text::Language& language) {
  const auto tokens = text::tokenise(word, language);
  return tokens.size() == 1 && tokens.front().folded == word;
}

bool is_of(WordClass of, std::string_view word, const text::Quantities& words) {
  switch (of) {
    case WordClass::kNumber:
      return starts_with_digit(word) || words.numbers.find(word) != nullptr;
    case WordClass::kDigits:
      return starts_with_digit(word);
    case WordClass::kUnit:
      return words.units.find(word) != nullptr;
    case WordClass::kDay:
      return words.days.find(word) != nullptr;
    case WordClass::kWeekday:
      return text::is_one_of(words.weekdays, word);
    case WordClass::kMonth:
      return text::is_one_of(words.months, word);
    case WordClass::kArticle:
      return text::is_one_of(words.articles, word);
    case WordClass::kBetween:
      return text::is_one_of(words.between, word);
    case WordClass::kNearby:
      return text::is_one_of(words.nearby, word);
  }
  return false;
}

template <typename Entry>
void add_words(const text::WordTable<Entry>& table, std::vector<std::string>& out) {
  for (const auto& entry : table) out.emplace_back(word_of(entry));
}
void add_words(const text::WordTable<std::string_view>& table, std::vector<std::string>& out) {
  for (const auto word : table) out.emplace_back(word);
}

}  // namespace

Vocabulary::Vocabulary(const Lexicon& lexicon) : lexicon_(lexicon), stemmer_(lexicon.language()) {
  lexicon.each_form([&](const std::string& folded, const WordSymbols& symbols) {
    if (symbols.exact != kNone) forms_[symbols.exact].push_back(folded);
    if (symbols.stem != kNone) forms_[symbols.stem].push_back(folded);
    if (starts_with_digit(folded)) digits_.push_back(folded);
  });
  const auto plainer = [](const std::string& a, const std::string& b) {
    return std::pair(a.size(), std::string_view(a)) < std::pair(b.size(), std::string_view(b));
  };
  for (auto& [symbol, forms] : forms_) std::ranges::sort(forms, plainer);
  std::ranges::sort(digits_);
  lexicon.each_phrase([&](AtomId atom, const Phrase& phrase) {
    if (lexicon.is_concept(atom)) concepts_[lexicon.name_of(atom).substr(1)].push_back(phrase);
  });
  for (auto& [name, phrases] : concepts_) std::ranges::sort(phrases);
  choose_filler();
}

const std::vector<Phrase>& Vocabulary::phrases_of(const std::string& concept_name) const {
  static const std::vector<Phrase> kNoPhrases;
  const auto found = concepts_.find(concept_name);
  return found == concepts_.end() ? kNoPhrases : found->second;
}

// A word of no list at the end, made of letters that mean nothing, until one is unknown to the rulebook.
void Vocabulary::choose_filler() {
  const auto& language = lexicon_.language();
  std::vector<std::string> candidates(kFillers.begin(), kFillers.end());
  std::stable_partition(candidates.begin(), candidates.end(),
                        [&](const std::string& word) { return text::is_general_word(language, word); });
  for (char a = 'a'; a <= 'z'; ++a) candidates.push_back(std::string("zyxq") + a + "xqyz");
  const auto is_free = [&](const std::string& word) {
    return stem_of(word) == kNone && stands_alone(word, language) &&
           (text::is_general_word(language, word) || lexicon_.speller().meant(word).empty());
  };
  const auto chosen = std::ranges::find_if(candidates, is_free);
  filler_ = letter(chosen == candidates.end() ? candidates.front() : *chosen);
}

LetterId Vocabulary::letter(const std::string& word) {
  const auto [place, fresh] = by_word_.try_emplace(word, static_cast<LetterId>(letters_.size()));
  if (!fresh) return place->second;
  Letter made{word, {}};
  const auto known = lexicon_.find(word, stemmer_);
  if (known.exact != kNone) made.symbols.push_back(known.exact);
  if (known.stem != kNone) made.symbols.push_back(known.stem);
  for (auto id = kFirstClass; id <= kLastClass; ++id) {
    if (is_of(static_cast<WordClass>(id), word, lexicon_.language().quantities)) made.symbols.push_back(id);
  }
  std::ranges::sort(made.symbols);
  letters_.push_back(std::move(made));
  return place->second;
}

const std::vector<LetterId>& Vocabulary::letters_of(SymbolId symbol) {
  const auto found = by_symbol_.find(symbol);
  if (found != by_symbol_.end()) return found->second;
  return by_symbol_.emplace(symbol, make_letters(symbol)).first->second;
}

std::vector<LetterId> Vocabulary::make_letters(SymbolId symbol) {
  std::vector<LetterId> out;
  if (symbol >= kFirstClass) {
    add_class(static_cast<WordClass>(symbol), out);
    return out;
  }
  const auto found = forms_.find(symbol);
  if (found == forms_.end()) return out;
  const auto& forms = found->second;
  for (const auto& form : forms) {
    const bool natural = out.empty() && stands_alone(form, lexicon_.language());
    if (natural || lexicon_.find(form, stemmer_).exact != kNone) out.push_back(letter(form));
  }
  add_plain(symbol, forms, out);
  return out;
}

// A word with the stem whose exact form nothing asks for: one that the rulebook writes, or another ending.
void Vocabulary::add_plain(SymbolId stem, const std::vector<std::string>& forms, std::vector<LetterId>& out) {
  const auto& language = lexicon_.language();
  const auto is_plain = [&](const std::string& form) {
    const auto symbols = lexicon_.find(form, stemmer_);
    return symbols.stem == stem && symbols.exact == kNone && stands_alone(form, language);
  };
  for (const auto& form : forms) {
    if (!is_plain(form)) continue;
    if (out.empty() || out.front() != letter(form)) out.push_back(letter(form));
    return;
  }
  for (const auto& form : forms) {
    for (const auto ending : kEndings) {
      if (!is_plain(form + std::string(ending))) continue;
      out.push_back(letter(form + std::string(ending)));
      return;
    }
  }
}

// One that the rulebook does not write, and all that it does.
void Vocabulary::add_class(WordClass of, std::vector<LetterId>& out) {
  bool has_plain = false;
  for (const auto& word : words_of(of)) {
    if (!is_of(of, word, lexicon_.language().quantities) || !stands_alone(word, lexicon_.language()))
      continue;
    const bool plain = stem_of(word) == kNone;
    if (plain && has_plain) continue;
    has_plain = has_plain || plain;
    out.push_back(letter(word));
  }
}

std::vector<std::string> Vocabulary::words_of(WordClass of) const {
  const auto& words = lexicon_.language().quantities;
  std::vector<std::string> out;
  switch (of) {
    case WordClass::kNumber:
    case WordClass::kDigits:
      out.assign(kDigits.begin(), kDigits.end());
      out.insert(out.end(), digits_.begin(), digits_.end());
      if (of == WordClass::kNumber) add_words(words.numbers, out);
      break;
    case WordClass::kUnit:
      add_words(words.units, out);
      break;
    case WordClass::kDay:
      add_words(words.days, out);
      break;
    case WordClass::kWeekday:
      add_words(words.weekdays, out);
      break;
    case WordClass::kMonth:
      add_words(words.months, out);
      break;
    case WordClass::kArticle:
      add_words(words.articles, out);
      break;
    case WordClass::kBetween:
      add_words(words.between, out);
      break;
    case WordClass::kNearby:
      add_words(words.nearby, out);
      break;
  }
  return out;
}

}  // namespace verbatim::review
