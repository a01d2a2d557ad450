// One typing mistake, as people make them: two letters swapped, one lost, doubled, or the key beside it.
#ifndef VERBATIM_ADAPTERS_CLI_TYPO_H_
#define VERBATIM_ADAPTERS_CLI_TYPO_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace verbatim::cli {

// `text` with one typo in one of its words of four letters or more; as it is when it has none.
// The same text and seed give the same typo, on every machine and in any list.
std::string with_typo(std::string_view text, std::uint64_t seed);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_TYPO_H_
