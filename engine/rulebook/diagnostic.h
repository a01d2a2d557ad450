// A Diagnostic says what is wrong with a rule file, where, and what to do about it.
#ifndef VERBATIM_ENGINE_RULEBOOK_DIAGNOSTIC_H_
#define VERBATIM_ENGINE_RULEBOOK_DIAGNOSTIC_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim {

// A place in a file: lines and columns count from 1, columns in characters.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend auto operator<=>(const Position&, const Position&) = default;
};

enum class Severity {
  kError,    // the rulebook cannot be used
  kWarning,  // it can, but visitors may get a poor answer
  kNote,     // nothing is wrong: something that its author should know
};

// Another place that a diagnostic speaks of.
struct RelatedPlace {
  std::string file;
  Position at;
  std::string message;  // what stands there

  friend bool operator==(const RelatedPlace&, const RelatedPlace&) = default;
};

struct Diagnostic {
  std::string code;  // "unknown-concept": stable, listed in rules/README.md
  Severity severity = Severity::kError;
  std::string file;
  Position at;
  std::string message;  // one sentence: what is wrong
  std::string hint;     // one sentence: what to do
  std::vector<RelatedPlace> related = {};
  std::string witness = {};  // a message of a visitor that shows it, word for word
};

std::string_view name_of(Severity severity);

bool has_errors(const std::vector<Diagnostic>& diagnostics);

// Orders by file, place, then code and text, so that the same mistakes always read the same.
void sort(std::vector<Diagnostic>& diagnostics);

// "file:line:col: error: message hint [code]"
std::string to_human(const Diagnostic& diagnostic);

// One JSON array of objects with the fields above.
std::string to_json(const std::vector<Diagnostic>& diagnostics);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_DIAGNOSTIC_H_
