// Writing rules into the text of a topic file, beside what people wrote there.
#ifndef VERBATIM_ADAPTERS_CLI_RULE_EDIT_H_
#define VERBATIM_ADAPTERS_CLI_RULE_EDIT_H_

#include <string>
#include <string_view>
#include <vector>

namespace verbatim::cli {

// What a question and its answer need to become a rule.
struct NewRule {
  std::string id;
  std::string title;
  std::vector<std::string> examples;
  std::string answer;  // Markdown; may have several lines
  std::vector<std::string> sources = {};
};

// A topic file with these rules.  `schema` is the folder of the schemas seen from the file ("../schema/"),
// empty when there is none.
std::string topic_file(std::string_view topic, std::string_view schema, const std::vector<NewRule>& rules);

// `text`, which must be that of a sound topic file, with these rules.  One whose id is there already gets
// their title, examples, answer and sources, and what else it holds stays; another answer loses its
// review, as nobody has signed it.  The others stand at the end.
std::string with_rules(std::string_view text, const std::vector<NewRule>& rules);

// A text as JSON writes it.
std::string json_text(std::string_view text);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_RULE_EDIT_H_
