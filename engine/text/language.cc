#include "engine/text/language.h"

#include <algorithm>

#include "engine/text/courtesies.h"
#include "engine/text/english.h"
#include "engine/text/spanish.h"
#include "engine/text/words.h"

namespace verbatim::text {
namespace {

// Shorter words end in "ize" by nature: size, prize.
constexpr std::size_t kLeastRespelled = 7;

constexpr Quantities kNoQuantities{};
constexpr Language kUnknown{"", nullptr, {}, {}, {}, {}, {}, {}, {}, kNoQuantities, {}, {}, {}, nullptr};
constexpr Language kLanguages[] = {
    {"en", "english", english::kContractions, english::kFunctionWords, english::kRespellings,
     english::kEndings, english::kJoiners, english::kOpeners, english::kPointers, english::kQuantities,
     english::kOrdinals, english::kFillers, english::kCourtesies, english_words},
    {"es",
     "spanish",
     {},
     spanish::kFunctionWords,
     spanish::kRespellings,
     {},
     spanish::kJoiners,
     spanish::kOpeners,
     spanish::kPointers,
     spanish::kQuantities,
     spanish::kOrdinals,
     spanish::kFillers,
     spanish::kCourtesies,
     spanish_words},
};

constexpr bool is_sorted(const Quantities& words) {
  return std::ranges::is_sorted(words.numbers, {}, &Amount::word) &&
         std::ranges::is_sorted(words.units, {}, &Amount::word) &&
         std::ranges::is_sorted(words.days, {}, &Amount::word) && std::ranges::is_sorted(words.weekdays) &&
         std::ranges::is_sorted(words.months) && std::ranges::is_sorted(words.articles) &&
         std::ranges::is_sorted(words.between) && std::ranges::is_sorted(words.nearby) &&
         std::ranges::is_sorted(words.hedges);
}

static_assert(std::ranges::is_sorted(english::kContractions, {}, &Contraction::from));
static_assert(std::ranges::is_sorted(english::kFunctionWords));
static_assert(std::ranges::is_sorted(english::kRespellings, {}, &Respelling::from));
static_assert(std::ranges::is_sorted(spanish::kRespellings, {}, &Respelling::from));
static_assert(std::ranges::is_sorted(english::kJoiners));
static_assert(std::ranges::is_sorted(english::kOpeners));
static_assert(std::ranges::is_sorted(english::kPointers));
static_assert(std::ranges::is_sorted(spanish::kFunctionWords));
static_assert(std::ranges::is_sorted(spanish::kJoiners));
static_assert(std::ranges::is_sorted(spanish::kOpeners));
static_assert(std::ranges::is_sorted(spanish::kPointers));
static_assert(is_sorted(english::kQuantities));
static_assert(std::ranges::is_sorted(english::kOrdinals, {}, &Amount::word));
static_assert(std::ranges::is_sorted(english::kFillers));
static_assert(std::ranges::is_sorted(spanish::kOrdinals, {}, &Amount::word));
static_assert(std::ranges::is_sorted(spanish::kFillers));
static_assert(is_sorted(spanish::kQuantities));

}  // namespace

const Language& language_of(std::string_view locale) {
  const auto code = locale.substr(0, locale.find_first_of("-_"));
  const auto found = std::ranges::find(kLanguages, code, &Language::code);
  return found == std::end(kLanguages) ? kUnknown : *found;
}

std::string_view expand(const Language& language, std::string_view folded) {
  const auto* found = language.contractions.find(folded);
  return found == nullptr ? std::string_view{} : found->to;
}

std::string respell(const Language& language, std::string_view folded) {
  if (const auto* found = language.respellings.find(folded)) return std::string(found->to);
  if (folded.size() >= kLeastRespelled) {
    for (const auto& ending : language.endings) {
      if (!folded.ends_with(ending.from)) continue;
      return std::string(folded.substr(0, folded.size() - ending.from.size())) + std::string(ending.to);
    }
  }
  return std::string(folded);
}

bool is_general_word(const Language& language, std::string_view folded) {
  return is_function_word(language, folded) ||
         (language.words != nullptr && language.words().contains(folded));
}

bool is_one_of(const WordTable<std::string_view>& words, std::string_view folded) {
  return words.find(folded) != nullptr;
}

bool is_function_word(const Language& language, std::string_view folded) {
  return is_one_of(language.function_words, folded);
}

}  // namespace verbatim::text
