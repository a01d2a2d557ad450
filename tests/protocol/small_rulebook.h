// A rulebook of two rules, for tests of what carries replies rather than of what they say.
#ifndef VERBATIM_TESTS_PROTOCOL_SMALL_RULEBOOK_H_
#define VERBATIM_TESTS_PROTOCOL_SMALL_RULEBOOK_H_

#include <vector>

#include "engine/rulebook.h"

namespace verbatim {

inline const std::vector<SourceFile>& small_rulebook() {
  static const std::vector<SourceFile> files{{"clinic.json", R"({
        "name": "Test Clinic", "phone": "+1 555 0100", "email": "desk@clinic.example",
        "booking_url": "https://clinic.example/book", "emergency_number": "112",
        "greeting": {"answer": "Hello.", "choices": ["hours"]},
        "fallback": {"answer": "I do not know."},
        "clarify": {"answer": "Did you mean one of these?"},
        "notice": "For information only."})"},
                                             {"visit.json", R"({"topic": "visit", "rules": [
        {"id": "hours", "title": "When are you open?", "patterns": ["when * open"],
         "examples": ["when are you open"], "answer": "From nine.", "follow_ups": ["price"]},
        {"id": "price", "title": "What does it cost?", "patterns": ["(what|how much) * cost"],
         "examples": ["what does it cost"], "answer": "Ten."}]})"}};
  return files;
}

}  // namespace verbatim

#endif  // VERBATIM_TESTS_PROTOCOL_SMALL_RULEBOOK_H_
