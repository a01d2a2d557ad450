#include "engine/text/utf8.h"

#include <utf8proc.h>

#include <algorithm>

namespace verbatim::text {

Decoded decode_beyond_ascii(std::string_view bytes, std::size_t offset) {
  utf8proc_int32_t code_point = -1;
  const auto left = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(bytes.size() - offset, 4));
  const auto read =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data() + offset), left, &code_point);
  if (read < 1 || code_point < 0) return {kReplacement, 1};
  return {static_cast<char32_t>(code_point), static_cast<std::uint32_t>(read)};
}

void append(std::string& out, char32_t code_point) {
  utf8proc_uint8_t buffer[4];
  const auto written = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), buffer);
  out.append(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(written));
}

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto [code_point, size] = decode(bytes, i);
    if (code_point == kReplacement && size == 1) return false;
    i += size;
  }
  return true;
}

std::size_t length(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < bytes.size(); i += decode(bytes, i).length) ++count;
  return count;
}

}  // namespace verbatim::text
