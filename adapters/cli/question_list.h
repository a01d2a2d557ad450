// A question list: what people asked, and the topic that should answer, one a line of a TSV file.
#ifndef VERBATIM_ADAPTERS_CLI_QUESTION_LIST_H_
#define VERBATIM_ADAPTERS_CLI_QUESTION_LIST_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim::cli {

struct Question {
  std::string text;
  std::string label;      // a topic, or "oos": no answer of the clinic fits
  std::string alt_label;  // another that is as good; often empty
  std::size_t line = 0;   // of the file, from 1
};

struct QuestionList {
  std::vector<Question> questions;
  std::vector<std::string> errors;  // "file:line: what, and what to do"; empty when all lines are good
};

// Reads the columns `question`, `label` and, when there is one, `alt_label`; the header names them, in
// any order, others are ignored.  Fields are raw: nothing is quoted or escaped.
QuestionList parse_questions(std::string_view text, const std::string& file);

// The same from a file; one that cannot be read is an error of the list.
QuestionList read_questions(const std::string& file);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_QUESTION_LIST_H_
