// Rasa's FAQ YAML: the examples of an intent, and the response that answers it.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_RASA_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_RASA_H_

#include <string_view>

#include "adapters/cli/import/entry.h"

namespace verbatim::cli {

// Reads UTF-8 with the keys "nlu" and "responses" of one file.  The intent faq/price is answered by
// utter_faq/price and becomes faq.price of the topic faq; ask_price is answered by utter_ask_price.
Entries read_rasa(std::string_view text);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_RASA_H_
