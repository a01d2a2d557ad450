// Rulebook is one clinic's rules, read, checked and made ready for matching.
//
// It is of one language; the same clinic in other languages comes with it as translations.
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
struct EditionFiles;

struct ParseResult;

class Rulebook {
 public:
  // Reads all files and reports all mistakes of all of them, sorted by place.
  // The rulebook is null when one of them is an error.
  //
  // A folder with a clinic.json of its own ("es/clinic.json") is the clinic in another language: the
  // files in it are read as a rulebook for themselves.  A file elsewhere that says "locale" is of the
  // language it names.
  static ParseResult parse(const std::vector<SourceFile>& files);

  ~Rulebook();
  Rulebook(const Rulebook&) = delete;  // share it as shared_ptr<const Rulebook> instead
  Rulebook& operator=(const Rulebook&) = delete;

  // The clinic in other languages, in the order of their folders.
  const std::vector<std::unique_ptr<const Rulebook>>& translations() const { return translations_; }
  // This rulebook or the translation whose language is that of `locale` ("es-MX"), or null.
  const Rulebook* edition(std::string_view locale) const;
  // Where its clinic.json stands, relative to the site: empty, or "es/".
  const std::string& folder() const { return folder_; }

  const Clinic& clinic() const { return model_.clinic; }
  const std::vector<Rule>& rules() const { return model_.rules; }

  // The rule with this id, or null.  The pointer lives as long as the rulebook.
  const Rule* find(std::string_view id) const;

  const Model& model() const { return model_; }
  const Matcher& matcher() const { return *matcher_; }

 private:
  explicit Rulebook(Model model);

  static std::unique_ptr<Rulebook> make(EditionFiles files, std::vector<Diagnostic>& diagnostics);

  Model model_;
  std::unique_ptr<const Matcher> matcher_;
  std::string folder_;
  std::vector<std::unique_ptr<const Rulebook>> translations_;
};

struct ParseResult {
  std::shared_ptr<const Rulebook> rulebook;
  std::vector<Diagnostic> diagnostics;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_H_
