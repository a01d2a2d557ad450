#include "adapters/messaging/text_units.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace verbatim::messaging {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t size = 0;  // bytes
};

// The character at the start of a text that is not empty; a byte that is not UTF-8 counts as one.
Character first_of(std::string_view text) {
  utf8proc_int32_t code = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (size <= 0) return {0xfffd, 1};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(size)};
}

std::size_t units_of(Character character, Unit unit) {
  if (unit == Unit::kBytes) return character.size;
  return character.code > 0xffff ? 2 : 1;
}

// The GSM 7-bit default alphabet; those of its extension table cost two septets.
constexpr std::u32string_view kGsm =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    U"ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view kGsmExtension = U"^{}\\[~]|€\f";

// 0 for a character that is not in it.
std::size_t septets_of(char32_t code) {
  if (kGsm.find(code) != std::u32string_view::npos) return 1;
  return kGsmExtension.find(code) != std::u32string_view::npos ? 2 : 0;
}

std::string_view plain_form(char32_t code) {
  constexpr std::array<std::pair<char32_t, std::string_view>, 14> kForms{{{U'‘', "'"},
                                                                          {U'’', "'"},
                                                                          {U'‚', "'"},
                                                                          {U'“', "\""},
                                                                          {U'”', "\""},
                                                                          {U'„', "\""},
                                                                          {U'–', "-"},
                                                                          {U'—', "-"},
                                                                          {U'‑', "-"},
                                                                          {U'…', "..."},
                                                                          {U'•', "-"},
                                                                          {U'\u00a0', " "},
                                                                          {U'\u202f', " "},
                                                                          {U'\u2009', " "}}};
  for (const auto& [from, to] : kForms)
    if (from == code) return to;
  return {};
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The longest stretch of whole characters, as people see them, within the limit: at least one.
std::size_t prefix(std::string_view text, std::size_t limit, Unit unit) {
  std::size_t units = 0;
  std::size_t cut = 0;
  std::size_t at = 0;
  utf8proc_int32_t state = 0;
  auto before = static_cast<utf8proc_int32_t>(0);
  while (at < text.size()) {
    const auto here = first_of(text.substr(at));
    const auto code = static_cast<utf8proc_int32_t>(here.code);
    if (at == 0 || utf8proc_grapheme_break_stateful(before, code, &state)) cut = at;
    units += units_of(here, unit);
    if (units > limit) return cut > 0 ? cut : std::max(at, first_of(text).size);
    before = code;
    at += here.size;
  }
  return text.size();
}

bool ends_sentence(std::string_view text, std::size_t space) {
  constexpr std::array<std::string_view, 5> kEnds{".", "!", "?", ":", ";"};
  const auto said = text.substr(0, space);
  return std::any_of(kEnds.begin(), kEnds.end(), [&](auto end) { return said.ends_with(end); });
}

// A space between digits belongs to a telephone number or an amount.
bool inside_number(std::string_view text, std::size_t space) {
  return space > 0 && space + 1 < text.size() && is_digit(text[space - 1]) && is_digit(text[space + 1]);
}

// How good a place to cut the white space at `at` is: 4 a paragraph … 1 a word, 0 none.
int rank(std::string_view text, std::size_t at) {
  if (!is_space(text[at])) return 0;
  if (text[at] == '\n') return at + 1 < text.size() && text[at + 1] == '\n' ? 4 : 3;
  if (inside_number(text, at)) return 0;
  return ends_sentence(text, at) ? 2 : 1;
}

// The best place in the first `size` bytes: of the highest rank that leaves no tiny piece, then the last.
std::size_t place_to_cut(std::string_view text, std::size_t size) {
  std::array<std::size_t, 5> last{};
  for (std::size_t at = 1; at <= size && at < text.size(); ++at)
    last[static_cast<std::size_t>(rank(text, at))] = at;
  for (const std::size_t best : {4u, 3u, 2u, 1u})
    if (last[best] >= size / 4) return last[best];
  return *std::max_element(last.begin() + 1, last.end());
}

std::string_view without_spaces_around(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::size_t length(std::string_view text, Unit unit) {
  if (unit == Unit::kBytes) return text.size();
  std::size_t units = 0;
  while (!text.empty()) {
    const auto here = first_of(text);
    units += units_of(here, unit);
    text.remove_prefix(here.size);
  }
  return units;
}

SmsCost sms_cost(std::string_view text) {
  std::size_t septets = 0;
  bool gsm7 = true;
  for (auto rest = text; !rest.empty() && gsm7;) {
    const auto here = first_of(rest);
    const auto size = septets_of(here.code);
    gsm7 = size > 0;
    septets += size;
    rest.remove_prefix(here.size);
  }
  const auto units = gsm7 ? septets : length(text, Unit::kUtf16);
  const std::size_t alone = gsm7 ? 160 : 70;
  const std::size_t part = gsm7 ? 153 : 67;
  return {units <= alone ? 1 : (units + part - 1) / part, gsm7};
}

std::string for_sms(std::string_view text) {
  std::string plain;
  for (auto rest = text; !rest.empty();) {
    const auto here = first_of(rest);
    const auto form = plain_form(here.code);
    plain += form.empty() ? rest.substr(0, here.size) : form;
    rest.remove_prefix(here.size);
  }
  return sms_cost(plain).gsm7 ? plain : std::string(text);
}

std::vector<std::string> split(std::string_view text, std::size_t limit, Unit unit) {
  std::vector<std::string> pieces;
  text = without_spaces_around(text);
  while (!text.empty()) {
    auto size = prefix(text, limit, unit);
    if (size < text.size()) {
      if (const auto cut = place_to_cut(text, size); cut > 0) size = cut;
    }
    pieces.emplace_back(without_spaces_around(text.substr(0, size)));
    text = without_spaces_around(text.substr(size));
  }
  return pieces;
}

std::string shorten(std::string_view text, std::size_t limit, Unit unit) {
  constexpr std::string_view kMore = "…";
  if (length(text, unit) <= limit) return std::string(text);
  const auto size = prefix(text, limit - length(kMore, unit), unit);
  std::size_t cut = size;
  while (cut > 0 && !is_space(text[cut])) --cut;
  return std::string(without_spaces_around(text.substr(0, cut > size / 3 ? cut : size))).append(kMore);
}

}  // namespace verbatim::messaging
