#include "engine/rulebook.h"

#include <algorithm>
#include <utility>

#include "engine/match/matcher.h"
#include "engine/rulebook/check_conditions.h"
#include "engine/rulebook/drafts.h"

namespace verbatim {
namespace {

bool has_key(const Json& file, std::string_view key) {
  return std::ranges::find(file.members, key, &JsonMember::key) != file.members.end();
}

// What a file is, is said by its main key.
void read_file(const Json& file, Problems& problems, Drafts& drafts) {
  if (problems.file() == "clinic.json" || problems.file().ends_with("/clinic.json")) {
    return read_clinic(file, problems, drafts);
  }
  if (has_key(file, "facts")) return read_facts(file, problems, drafts);
  if (has_key(file, "concepts")) return read_concepts(file, problems, drafts);
  if (has_key(file, "flow")) return read_flow(file, problems, drafts);
  if (has_key(file, "rules") || has_key(file, "topic")) return read_rules(file, problems, drafts);
  problems.error("unknown-file", file.at, "This file is no rules, concepts, facts or flow file.",
                 "It must have the key \"rules\", \"concepts\", \"facts\" or \"flow\".");
}

// A name that is not known may well stand in a file that could not be read.
void soften_unknown_names(std::vector<Diagnostic>& diagnostics) {
  for (auto& diagnostic : diagnostics) {
    if (!diagnostic.code.starts_with("unknown-") || diagnostic.code == "unknown-key") continue;
    diagnostic.hint += " It may stand in a file that could not be read.";
  }
}

}  // namespace

Rulebook::Rulebook(Model model) : model_(std::move(model)) {}
Rulebook::~Rulebook() = default;

ParseResult Rulebook::parse(const std::vector<SourceFile>& files) {
  ParseResult result;
  Drafts drafts;
  bool all_read = true;
  for (const auto& file : files) {
    const auto json = read_json(file.text, file.path, result.diagnostics);
    if (!json) {
      all_read = false;
      continue;
    }
    Problems problems(file.path, result.diagnostics);
    read_file(*json, problems, drafts);
  }
  std::shared_ptr<Rulebook> rulebook(new Rulebook(resolve(std::move(drafts), result.diagnostics)));
  rulebook->matcher_ = Matcher::build(rulebook->model_, result.diagnostics);
  if (rulebook->matcher_ && all_read)
    check_conditions(rulebook->model_, rulebook->matcher_->captured_names(), result.diagnostics);
  if (!all_read) soften_unknown_names(result.diagnostics);
  sort(result.diagnostics);
  if (!has_errors(result.diagnostics)) result.rulebook = std::move(rulebook);
  return result;
}

const Rule* Rulebook::find(std::string_view id) const {
  const auto found = model_.rule_by_id.find(std::string(id));
  return found == model_.rule_by_id.end() ? nullptr : &model_.rules[found->second];
}

}  // namespace verbatim
