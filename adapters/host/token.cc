#include "adapters/host/token.h"

#include <sys/random.h>

#include <cerrno>
#include <system_error>

#include "adapters/store/store.h"

namespace verbatim {
namespace {

constexpr std::size_t kDigitsPerWord = 16;
constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

// Up to 256 bytes come whole once the system's source is ready; before that the call waits.
Token new_token() {
  Token token;
  while (::getrandom(token.words.data(), sizeof token.words, 0) != sizeof token.words)
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "getrandom");
  return token;
}

std::string to_text(const Token& token) {
  std::string text;
  for (const auto word : token.words)
    for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(word >> shift) & 15];
  return text;
}

std::optional<Token> token_from_text(std::string_view text) {
  Token token;
  if (text.size() != token.words.size() * kDigitsPerWord) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = kDigits.find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    auto& word = token.words[i / kDigitsPerWord];
    word = word << 4 | digit;
  }
  return token;
}

std::string turn_id(std::string_view token, std::uint64_t seq) {
  constexpr std::size_t kBytes = 6;
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto key = key_of(std::string("turn ").append(token).append(1, ' ').append(std::to_string(seq)));
  std::string id;
  for (std::size_t i = 0; i < kBytes; ++i) {
    id += kDigits[key[i] >> 4];
    id += kDigits[key[i] & 15];
  }
  return id;
}

}  // namespace verbatim
