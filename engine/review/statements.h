// Statements: the sentences of an answer that give a number, and what they give it of.
#ifndef VERBATIM_ENGINE_REVIEW_STATEMENTS_H_
#define VERBATIM_ENGINE_REVIEW_STATEMENTS_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/language.h"

namespace verbatim::review {

// "four to six weeks" in "Sessions are four to six weeks apart."
struct Statement {
  std::string sentence;           // as it stands
  std::string words;              // of the number, folded: "four to six weeks"
  std::string unit;               // "days" for every duration, "money", or the stem of the word behind
  std::vector<double> amounts;    // 28 and 42
  std::set<std::string> subject;  // stems of the other words that carry a meaning
};

// Every number of a plain text, with the sentence around it.  Total; linear in the text.
std::vector<Statement> statements_of(std::string_view text, const text::Language& language);

}  // namespace verbatim::review

#endif  // VERBATIM_ENGINE_REVIEW_STATEMENTS_H_
