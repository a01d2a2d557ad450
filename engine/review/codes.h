// What the codes of findings mean, for `verbatim check --explain` and for the list in rules/README.md.
#ifndef VERBATIM_ENGINE_REVIEW_CODES_H_
#define VERBATIM_ENGINE_REVIEW_CODES_H_

#include <span>
#include <string_view>

namespace verbatim::review {

struct Code {
  std::string_view name;
  std::string_view meaning;  // one sentence: what is found
  std::string_view advice;   // why it matters and what to do
};

// Sorted by name.
std::span<const Code> codes();

// The meaning of a code; empty when it is not known.
std::string_view meaning_of(std::string_view code);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_CODES_H_
