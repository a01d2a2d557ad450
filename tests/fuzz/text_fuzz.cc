// Any bytes become words: ordered, inside the message, never empty, and folded once and for all.
#include "engine/text/fold.h"
#include "engine/text/language.h"
#include "engine/text/tokenise.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace verbatim;
using fuzz::require;

void check_token(const text::Token& token, std::string_view message) {
  require(!token.folded.empty(), "a token is never empty");
  require(token.begin < token.end, "a token has bytes");
  require(token.end <= message.size(), "a token lies inside the message");
}

void check_order(const text::Token& before, const text::Token& after) {
  const bool apart = before.end <= after.begin;
  const bool contraction = before.begin == after.begin && before.end == after.end;
  require(apart || contraction, "tokens stand in order, and share their bytes only in a contraction");
  require(before.clause <= after.clause, "clauses are counted upwards");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto message = fuzz::text_of(data, size);
  const auto folded = text::fold(message);
  require(text::fold(folded) == folded, "folding twice is folding once");
  for (const auto* locale : {"en", "es", "xx"}) {
    const auto tokens = text::tokenise(message, text::language_of(locale));
    require(tokens.size() <= text::kMaxTokens, "the number of tokens is bounded");
    for (const auto& token : tokens) check_token(token, message);
    for (std::size_t i = 1; i < tokens.size(); ++i) check_order(tokens[i - 1], tokens[i]);
  }
  return 0;
}
