// Resolver turns written answers into blocks, placeholders into facts, and ids into rules.
#ifndef VERBATIM_ENGINE_RULEBOOK_RESOLVER_H_
#define VERBATIM_ENGINE_RULEBOOK_RESOLVER_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/blocks.h"
#include "engine/rulebook/diagnostic.h"
#include "engine/rulebook/model.h"

namespace verbatim {

class Resolver {
 public:
  // `model` already holds the facts and the names of all rules; facts that are used are marked there.
  Resolver(Model& model, std::vector<Diagnostic>& diagnostics) : model_(model), out_(diagnostics) {}

  // An answer in Markdown, with its {{facts}} filled.
  std::vector<Block> blocks(const Text& source);
  // The same, but these {{names}} stay: they are filled in the turn.
  std::vector<Block> blocks(const Text& source, std::vector<std::string_view> later);
  // Puts facts in the place of {{names}}.
  std::string fill(std::string_view text, const Text& source);
  // The rules of these ids; those that are not known are reported and left out.
  std::vector<RuleId> rule_ids(const std::vector<Text>& names);

  void error(std::string code, const Text& source, std::string message, std::string hint);

 private:
  void fill(Span& span, const Text& source);
  std::string fact(std::string_view written, const Text& source);
  std::string suggest_rule(std::string_view id);

  Model& model_;
  std::vector<std::string_view> later_;  // names that stay, in the text at hand
  std::vector<Diagnostic>& out_;
  // A near name is looked for among all; after so many mistakes nobody reads on.
  int suggestions_left_ = 200;
};

// "Did you mean "near"?" where one of the known names is near, else `otherwise`.
std::string suggest(std::string_view name, const std::vector<std::string>& known, std::string otherwise);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_RESOLVER_H_
