// How platforms count the length of a text, and where it may be cut.
#ifndef VERBATIM_ADAPTERS_MESSAGING_TEXT_UNITS_H_
#define VERBATIM_ADAPTERS_MESSAGING_TEXT_UNITS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim::messaging {

enum class Unit {
  kUtf16,  // what most platforms call characters
  kBytes,  // of UTF-8: Instagram
};

std::size_t length(std::string_view utf8, Unit unit);

// How many segments a text costs by SMS, and whether all of it is in the GSM 7-bit alphabet.
struct SmsCost {
  std::size_t segments = 0;
  bool gsm7 = false;
};
SmsCost sms_cost(std::string_view utf8);

// Curly quotes, dashes and special spaces in the plain form, when that alone brings the text into the
// GSM 7-bit alphabet; else the text as it is.
std::string for_sms(std::string_view utf8);

// Pieces of at most `limit` units, cut at a paragraph, else a line, a sentence, a word, a character as
// people see it.  Never within a number with spaces, never within a word that fits into a piece.  The
// white space at a cut is left out; nothing else is.  Empty for an empty text.  REQUIRES: limit >= 64.
std::vector<std::string> split(std::string_view utf8, std::size_t limit, Unit unit);

// The text within `limit`, cut at a word and with "…" when something was left out.
std::string shorten(std::string_view utf8, std::size_t limit, Unit unit);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_TEXT_UNITS_H_
