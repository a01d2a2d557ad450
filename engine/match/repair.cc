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
    for (auto& token : tokens) {
      if (join(token)) continue;
      if (!is_known(token.folded) && (split(token) || respell(token))) continue;
      reading_.tokens.push_back(std::move(token));
    }
  }

 private:
  // What the rulebook or the language knows is left as it is.
  bool is_known(std::string_view folded) const {
    return lexicon_.find(folded, stemmer_).stem != kNone || !is_letters(folded) ||
           text::is_general_word(lexicon_.language(), folded);
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
    const auto joined = last.folded + token.folded;
    if (repaired || !lexicon_.knows(joined) || lexicon_.knows_pair(last.folded, token.folded)) return false;
    auto typed = last.folded + " " + token.folded;
    last.folded = joined;
    last.end = token.end;
    note(std::move(typed));
    return true;
  }

  // "dermaroller" into "derma" "roller", when the rules write these two next to each other.
  bool split(const text::Token& token) {
    const std::string_view whole = token.folded;
    for (auto cut = kLeastPart; cut + kLeastPart <= whole.size(); ++cut) {
      if (!lexicon_.knows_pair(whole.substr(0, cut), whole.substr(cut))) continue;
      for (const auto part : {whole.substr(0, cut), whole.substr(cut)}) {
        reading_.tokens.push_back({std::string(part), token.begin, token.end, token.clause});
        note(token.folded);
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
      reading_.tokens.push_back({std::string(words.substr(0, end)), token.begin, token.end, token.clause});
      note(token.folded);
      words.remove_prefix(std::min(end + 1, words.size()));
    }
    for (const auto other : std::span(meant).subspan(1)) reading_.repairs.back().others.emplace_back(other);
    return true;
  }

  const Lexicon& lexicon_;
  text::Stemmer& stemmer_;
  Reading& reading_;
};

}  // namespace

void repair(const Lexicon& lexicon, text::Stemmer& stemmer, Reading& reading) {
  Repairer(lexicon, stemmer, reading).run();
}

}  // namespace verbatim
