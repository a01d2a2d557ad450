#include "adapters/cli/import/encoding.h"

#include <cstddef>

#include "engine/text/utf8.h"

namespace verbatim::cli {
namespace {

// Windows-1252 from 0x80 to 0x9F; the five bytes without a character stay control characters, as the
// WHATWG Encoding Standard has it.
constexpr char32_t kWindows[] = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::string from_windows(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text::append(out, byte >= 0x80 && byte < 0xA0 ? kWindows[byte - 0x80] : byte);
  }
  return out;
}

bool is_high(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// REQUIRES: at + 1 < bytes.size().
char32_t unit_at(std::string_view bytes, std::size_t at, bool big_end_first) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return static_cast<char32_t>(big_end_first ? first << 8 | second : second << 8 | first);
}

std::string from_utf16(std::string_view bytes, bool big_end_first) {
  std::string out;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto unit = unit_at(bytes, i, big_end_first);
    const auto next = i + 3 < bytes.size() ? unit_at(bytes, i + 2, big_end_first) : 0;
    if (is_high(unit) && is_low(next)) {
      text::append(out, 0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00));
      i += 2;
    } else {
      text::append(out, is_high(unit) || is_low(unit) ? text::kReplacement : unit);
    }
  }
  return out;
}

}  // namespace

std::string to_utf8(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), false);
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), true);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return text::is_valid_utf8(bytes) ? std::string(bytes) : from_windows(bytes);
}

}  // namespace verbatim::cli
