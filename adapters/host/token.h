// A Token names a conversation: 128 bits from the system's random source, so nobody can guess one.
#ifndef VERBATIM_ADAPTERS_HOST_TOKEN_H_
#define VERBATIM_ADAPTERS_HOST_TOKEN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace verbatim {

struct Token {
  std::array<std::uint64_t, 2> words{};

  friend bool operator==(const Token&, const Token&) = default;
};

// All bits are random, so any of them will do.
struct TokenHash {
  std::size_t operator()(const Token& token) const { return static_cast<std::size_t>(token.words[0]); }
};

// Throws std::system_error when the system has no random source.
Token new_token();

// 32 lower-case hexadecimal digits, and back.  Nothing for any other text.
std::string to_text(const Token& token);
std::optional<Token> token_from_text(std::string_view text);

// Names a turn in logs and replies: 12 hexadecimal digits that say nothing about the token.
std::string turn_id(std::string_view token, std::uint64_t seq);

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_TOKEN_H_
