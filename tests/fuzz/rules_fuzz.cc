// Any bytes as a rule file are refused with file, line and what to do, or give a rulebook that answers.
#include <string>

#include "engine/engine.h"
#include "engine/review/review.h"
#include "tests/fuzz/fuzz.h"

namespace {

using namespace verbatim;
using fuzz::require;

constexpr const char* kClinic = R"({"name": "Clinic", "emergency_number": "999",
  "greeting": {"answer": "Hello."}, "fallback": {"answer": "I do not know."},
  "clarify": {"answer": "Did you mean?"},
  "flows": {"back": "Back", "skip": "Skip", "stop": "Stop", "done": "Done", "more": "More?", "again": "Again.",
            "resume": "On.", "stopped": "Stopped.", "reasons": "Why", "answers": "Answers", "skipped": "none"}})";

constexpr const char* kDoor = R"({"topic": "t", "rules": [
  {"id": "door", "title": "Door", "patterns": ["door"], "flow": "f", "answer": "Well."}]})";

// The name decides how a file is read; its keys tell which it would like to be.
std::string name_for(std::string_view text) {
  const auto has = [&](std::string_view key) { return text.find(key) != std::string_view::npos; };
  if (has("\"greeting\"")) return "clinic.json";
  if (has("\"concepts\"")) return "concepts.json";
  if (has("\"facts\"")) return "facts.json";
  if (has("\"flow\":{") || has("\"flow\": {")) return "flow.json";
  return "rules.json";
}

void check_diagnostics(const std::vector<Diagnostic>& diagnostics) {
  for (const auto& diagnostic : diagnostics) {
    require(!diagnostic.code.empty() && !diagnostic.file.empty(), "a mistake has a code and a file");
    require(diagnostic.at.line >= 1 && diagnostic.at.column >= 1, "a mistake has a place");
    require(!diagnostic.message.empty(), "a mistake is told in words");
  }
  (void)to_json(diagnostics);
}

// Presses every button, and the buttons of what that gives.
void press(const Rulebook& rulebook, const Session& session, int depth) {
  for (const auto& value : session.choices) {
    require(knows_choice(rulebook, value), "a button names something of the rulebook");
    auto next = session;
    (void)plain_text(reply(rulebook, next, {.choice = value}, {}).blocks);
    require(session_from_json(to_json(next)) == next, "a session survives its JSON");
    if (depth > 1) press(rulebook, next, depth - 1);
  }
}

void ask(const Rulebook& rulebook) {
  for (const auto message : {"how many sessions do I need", "i can't breathe", "door", "none", ""}) {
    Session session;
    const auto answer = reply(rulebook, session, {.text = message}, {});
    (void)plain_text(answer.blocks);
    press(rulebook, session, 3);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::text_of(data, size);
  std::vector<SourceFile> files = {{name_for(text), std::string(text)}};
  if (files.front().path != "clinic.json") files.push_back({"clinic.json", kClinic});
  if (files.front().path == "flow.json") files.push_back({"rules.json", kDoor});
  const auto parsed = Rulebook::parse(files);
  check_diagnostics(parsed.diagnostics);
  require((parsed.rulebook == nullptr) == has_errors(parsed.diagnostics),
          "a rulebook is refused for an error, and only then");
  if (!parsed.rulebook) return 0;
  ask(*parsed.rulebook);
  check_diagnostics(review::review(*parsed.rulebook, {.today = "2030-01-01"}));
  return 0;
}
