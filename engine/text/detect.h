// Which language a text is written in, by CLD2: pure tables, no training and no state.
#ifndef VERBATIM_ENGINE_TEXT_DETECT_H_
#define VERBATIM_ENGINE_TEXT_DETECT_H_

#include <string_view>

namespace verbatim::text {

// The best guess as an ISO 639 code, "es"; empty when there is nothing to go by.  `bytes` are UTF-8;
// those that are not give no guess.  The guess for one or two words is often wrong.
std::string_view detect_language(std::string_view bytes);

}  // namespace verbatim::text

#endif  // VERBATIM_ENGINE_TEXT_DETECT_H_
