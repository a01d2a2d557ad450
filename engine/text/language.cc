#include "engine/text/language.h"

#include <algorithm>

#include "engine/text/english.h"
#include "engine/text/spanish.h"

namespace verbatim::text {
namespace {

constexpr Language kUnknown{"", nullptr, {}, {}};
constexpr Language kLanguages[] = {
    {"en", "english", english::kContractions, english::kFunctionWords},
    {"es", "spanish", {}, spanish::kFunctionWords},
};

static_assert(std::ranges::is_sorted(english::kContractions, {}, &Contraction::from));
static_assert(std::ranges::is_sorted(english::kFunctionWords));
static_assert(std::ranges::is_sorted(spanish::kFunctionWords));

}  // namespace

const Language& language_of(std::string_view locale) {
  const auto code = locale.substr(0, locale.find_first_of("-_"));
  const auto found = std::ranges::find(kLanguages, code, &Language::code);
  return found == std::end(kLanguages) ? kUnknown : *found;
}

std::string_view expand(const Language& language, std::string_view folded) {
  const auto found = std::ranges::lower_bound(language.contractions, folded, {}, &Contraction::from);
  if (found == language.contractions.end() || found->from != folded) return {};
  return found->to;
}

bool is_function_word(const Language& language, std::string_view folded) {
  return std::ranges::binary_search(language.function_words, folded);
}

}  // namespace verbatim::text
