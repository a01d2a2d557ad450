// Folding: the one spelling under which two ways of writing the same word meet.
//
// NFKC and full case folding (Unicode 15, UAX #15 and #44), apostrophes made
// straight, invisible characters dropped, stray combining marks on Latin letters
// dropped ("z̷a̴lgo" reads as "zalgo"; "é" stays, it has a letter of its own).
#ifndef VERBATIM_ENGINE_TEXT_FOLD_H_
#define VERBATIM_ENGINE_TEXT_FOLD_H_

#include <string>
#include <string_view>

namespace verbatim::text {

// Total: bytes that are not UTF-8 fold to U+FFFD.
std::string fold(std::string_view bytes);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_FOLD_H_
