// Masks what may name a person before a text is kept.
//
// E-mail addresses, telephone and card numbers, dates of birth, addresses of the web, British, American and
// Canadian postcodes, and names after "my name is" in English and Spanish become "[e-mail]", "[phone]", ….
// What cannot be told apart is masked rather than kept: any run of seven digits or more goes.
#ifndef VERBATIM_ADAPTERS_HOST_MASKING_H_
#define VERBATIM_ADAPTERS_HOST_MASKING_H_

#include <string>
#include <string_view>

namespace verbatim {

// From any thread.  Work grows with the length of the text alone.
std::string masked(std::string_view text);

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_MASKING_H_
