#include "engine/match/repair.h"

#include <algorithm>
#include <span>
#include <utility>

namespace verbatim {
namespace {

constexpr std::size_t kLeastJoined = 6;  // letters of a word that is put together
constexpr std::size_t kLeastPart = 3;    // letters of a part that is taken apart

bool is_letters(std::string_view folded) {
  return std::ranges::none_of(folded, [](char c) { return (c >= '0' && c <= '9') || c == '\''; });
}

class Repairer {
 public:
  Repairer(const Lexicon& lexicon, text::Stemmer& stemmer, Reading& reading)
      : lexicon_(lexicon), stemmer_(stemmer), reading_(reading) {}

  void run() {
    auto tokens = std::move(reading_.tokens);
    reading_.tokens = {};
    reading_.tokens.reserve(tokens.size() + 2);
    reading_.symbols.reserve(tokens.size() + 2);
    for (auto& token : tokens) {
      if (join(token)) continue;
      const auto symbols = lexicon_.find(token.folded, stemmer_);
      const bool known = symbols.stem != kNone || is_known(token.folded);
      if (!known && (split(token) || respell(token))) continue;
      reading_.tokens.push_back(std::move(token));
      reading_.symbols.push_back(symbols);
    }
  }

 private:
  // What the language knows is left as it is, and so is what the rulebook knows.
  bool is_known(std::string_view folded) const {
    return !is_letters(folded) || text::is_general_word(lexicon_.language(), folded);
  }

  void put(std::string_view folded, const text::Token& token) {
    reading_.tokens.push_back({std::string(folded), token.begin, token.end, token.clause});
    reading_.symbols.push_back(lexicon_.find(folded, stemmer_));
    note(token.folded);
  }

  void note(std::string typed) {
    reading_.repairs.push_back(
        {static_cast<std::uint16_t>(reading_.tokens.size() - 1), std::move(typed), {}});
  }

  // "sun" "screen" into "sunscreen", unless the rules write the two words apart as well.
  bool join(const text::Token& token) {
    if (reading_.tokens.empty()) return false;
    auto& last = reading_.tokens.back();
    if (last.clause != token.clause || last.folded.size() + token.folded.size() < kLeastJoined) return false;
    const bool repaired =
        !reading_.repairs.empty() && reading_.repairs.back().token + 1U == reading_.tokens.size();
    joined_.assign(last.folded).append(token.folded);
    if (repaired || !lexicon_.knows(joined_) || lexicon_.knows_pair(last.folded, token.folded)) return false;
    auto typed = last.folded + " " + token.folded;
    last.folded = joined_;
    last.end = token.end;
    reading_.symbols.back() = lexicon_.find(joined_, stemmer_);
    note(std::move(typed));
    return true;
  }

  // "dermaroller" into "derma" "roller", when the rules write these two next to each other.
  bool split(const text::Token& token) {
    const std::string_view whole = token.folded;
    for (auto cut = kLeastPart; cut + kLeastPart <= whole.size(); ++cut) {
      if (!lexicon_.knows_pair(whole.substr(0, cut), whole.substr(cut))) continue;
      for (const auto part : {whole.substr(0, cut), whole.substr(cut)}) {
        put(part, token);
      }
      return true;
    }
    return false;
  }

  bool respell(const text::Token& token) {
    const auto meant = lexicon_.speller().meant(token.folded);
    if (meant.empty()) return false;
    auto words = text::expand(lexicon_.language(), meant.front());
    if (words.empty()) words = meant.front();
    while (!words.empty()) {
      const auto end = std::min(words.find(' '), words.size());
      put(words.substr(0, end), token);
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    for (const auto other : std::span(meant).subspan(1)) reading_.repairs.back().others.emplace_back(other);
    return true;
  }

  const Lexicon& lexicon_;
  text::Stemmer& stemmer_;
  Reading& reading_;
  std::string joined_;  // kept for its memory
};

}  // namespace

void repair(const Lexicon& lexicon, text::Stemmer& stemmer, Reading& reading) {
  Repairer(lexicon, stemmer, reading).run();
}

}  // namespace verbatim
