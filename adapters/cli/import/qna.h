// .qna files: the text form of QnA Maker and Bot Framework.
#ifndef VERBATIM_ADAPTERS_CLI_IMPORT_QNA_H_
#define VERBATIM_ADAPTERS_CLI_IMPORT_QNA_H_

#include <string_view>

#include "adapters/cli/import/entry.h"

namespace verbatim::cli {

// Reads UTF-8: "# ? question", "- other way to ask", the answer in a ```markdown fence.  The filter
// "topic" or "category" is the topic.  Prompts and imports are remarks: rules have follow_ups instead.
Entries read_qna(std::string_view text);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_IMPORT_QNA_H_
