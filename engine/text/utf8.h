// Reading UTF-8 one character at a time, whatever the bytes are.
#ifndef VERBATIM_ENGINE_TEXT_UTF8_H_
#define VERBATIM_ENGINE_TEXT_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace verbatim::text {

// One character and the bytes it took, at least 1.
struct Decoded {
  char32_t code_point;
  std::uint32_t length;
};

inline constexpr char32_t kReplacement = 0xFFFD;

// Decodes the character at `offset`.  A byte that starts no valid sequence reads as U+FFFD of length 1.
// REQUIRES: offset < bytes.size().
Decoded decode_beyond_ascii(std::string_view bytes, std::size_t offset);
inline Decoded decode(std::string_view bytes, std::size_t offset) {
  const auto first = static_cast<unsigned char>(bytes[offset]);
  return first < 0x80 ? Decoded{first, 1} : decode_beyond_ascii(bytes, offset);
}

void append(std::string& out, char32_t code_point);

bool is_ascii(std::string_view bytes);

bool is_valid_utf8(std::string_view bytes);

// How many characters `bytes` holds; invalid bytes count one each.
std::size_t length(std::string_view bytes);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_UTF8_H_
