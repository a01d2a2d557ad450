// Speller finds the rulebook's word that a mistyped word was meant to be.
//
// Only words that neither the rulebook nor the language knows are looked at, so a
// correct word is never turned into a rule's word, and a danger word never away.
// Words are found by their deletions: two words one edit apart share a form with
// one letter left out (SymSpell, Garbe 2012); a true distance then decides.
#ifndef VERBATIM_ENGINE_MATCH_SPELLER_H_
#define VERBATIM_ENGINE_MATCH_SPELLER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

class Speller {
 public:
  // A word of the rulebook, and in how many places it stands.
  struct Entry {
    std::string word;
    std::uint32_t uses;
  };

  static constexpr std::size_t kMaxMeant = 3;

  Speller() = default;
  explicit Speller(std::vector<Entry> words);

  // The words that may have been meant, likeliest first, at most kMaxMeant: one edit away
  // from 3 letters on, two from 8 letters on.  Equally near words are told apart by how a hand slips
  // (swapped and doubled letters, neighbouring keys), then by use, then by alphabet.
  // Total; at most a few hundred look-ups, for words of up to 24 letters.
  // The views live as long as the speller.
  std::vector<std::string_view> meant(std::string_view folded) const;

 private:
  struct Deletion {
    std::uint32_t hash;
    std::uint32_t word;

    friend auto operator<=>(const Deletion&, const Deletion&) = default;
  };

  std::vector<Entry> words_;
  std::vector<Deletion> deletions_;  // sorted
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_MATCH_SPELLER_H_
