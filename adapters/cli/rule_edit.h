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

// `text`, which must be that of a sound topic file, with one rule more at its end.
std::string with_rule(std::string_view text, const NewRule& rule);

// `text` with title, examples, answer and sources of the rule of this id exchanged; what else it holds
// stays.  Another answer loses its review: nobody has signed it.
std::string with_rule_replaced(std::string_view text, const NewRule& rule);

// A text as JSON writes it.
std::string json_text(std::string_view text);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_RULE_EDIT_H_
