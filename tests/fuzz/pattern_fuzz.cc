// Any text as a pattern is refused with a place inside it, or compiles and can be matched.
#include <string>

#include "engine/match/matcher.h"
#include "engine/match/pattern.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace verbatim;
using fuzz::require;

constexpr std::string_view kMessage =
    "Hello, how many sessions do I need? I don't want botox; 3 weeks ago my cheek was very red & sore…";

// One rule whose pattern is under test, and whose `unless` is too.
Model model_with(std::string_view pattern) {
  const Text text{.text = std::string(pattern), .file = "rules.json", .at = {}};
  Model model;
  model.concepts = {
      {.name = "treatment", .phrases = {{"session", "concepts.json", {}}}, .file = "", .at = {}}};
  model.rules.resize(2);
  model.rules[0].id = "tested";
  model.rules[0].title = "How many sessions?";
  model.rules[0].patterns = {text};
  model.rules[1].id = "silenced";
  model.rules[1].title = "Is it sore?";
  model.rules[1].patterns = {{"sore", "rules.json", {}}};
  model.rules[1].unless = {text};
  return model;
}

void check_candidates(const Matcher& matcher, const Reading& reading) {
  for (const auto& candidate : matcher.questions(reading)) {
    require(candidate.confidence >= 0 && candidate.confidence <= 1, "confidence lies between 0 and 1");
    if (!candidate.hit) continue;
    for (const auto word : candidate.hit->match.words)
      require(word < reading.tokens.size(), "matched words are words of the message");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto pattern = fuzz::text_of(data, size);
  const auto parsed = parse_pattern(pattern, text::language_of("en"));
  for (const auto& error : parsed.errors)
    require(error.offset <= pattern.size() && !error.message.empty(), "an error has its place and its words");

  const auto model = model_with(pattern);
  std::vector<Diagnostic> diagnostics;
  const auto matcher = Matcher::build(model, diagnostics);
  require((matcher == nullptr) == has_errors(diagnostics),
          "a matcher is refused for an error, and only then");
  require(parsed.errors.empty() || matcher == nullptr, "a pattern that does not parse is not matched");
  if (!matcher) return 0;
  for (const auto message : {kMessage, pattern, std::string_view{}})
    check_candidates(*matcher, matcher->read(message));
  return 0;
}
