// Rulebook is one clinic's rules, read, checked and made ready for matching.
//
// Immutable once parsed; share it between threads as shared_ptr<const Rulebook>.
#ifndef VERBATIM_ENGINE_RULEBOOK_H_
#define VERBATIM_ENGINE_RULEBOOK_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/diagnostic.h"
#include "engine/rulebook/model.h"

namespace verbatim {

class Matcher;

// A rule file as the caller read it.  `path` is relative to the site's folder
// ("aftercare.json", "conversations/first.json") and decides how it is read.
struct SourceFile {
  std::string path;
  std::string text;
};

struct ParseResult;

class Rulebook {
 public:
  // Reads all files and reports all mistakes of all of them, sorted by place.
  // The rulebook is null when one of them is an error.
  static ParseResult parse(const std::vector<SourceFile>& files);

  ~Rulebook();
  Rulebook(const Rulebook&) = delete;  // share it as shared_ptr<const Rulebook> instead
  Rulebook& operator=(const Rulebook&) = delete;

  const Clinic& clinic() const { return model_.clinic; }
  const std::vector<Rule>& rules() const { return model_.rules; }

  // The rule with this id, or null.  The pointer lives as long as the rulebook.
  const Rule* find(std::string_view id) const;

  const Model& model() const { return model_; }
  const Matcher& matcher() const { return *matcher_; }

 private:
  explicit Rulebook(Model model);

  Model model_;
  std::unique_ptr<const Matcher> matcher_;
};

struct ParseResult {
  std::shared_ptr<const Rulebook> rulebook;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_H_
