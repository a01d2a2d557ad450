#include "engine/rulebook.h"

#include <algorithm>
#include <utility>

#include "engine/match/matcher.h"
#include "engine/rulebook/check_conditions.h"
#include "engine/rulebook/drafts.h"
#include "engine/rulebook/editions.h"

namespace verbatim {
namespace {

bool has_key(const Json& file, std::string_view key) {
  return std::ranges::find(file.members, key, &JsonMember::key) != file.members.end();
}

// What a file is, is said by its main key.
void read_file(const Json& file, Problems& problems, Drafts& drafts) {
  if (is_clinic_file(problems.file())) return read_clinic(file, problems, drafts);
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

std::unique_ptr<Rulebook> Rulebook::make(EditionFiles files, std::vector<Diagnostic>& diagnostics) {
  Drafts drafts;
  drafts.clinic_file = files.folder + "clinic.json";
  for (const auto& file : files.files) {
    Problems problems(file.path, diagnostics);
    read_file(*file.json, problems, drafts);
  }
  std::unique_ptr<Rulebook> rulebook(new Rulebook(resolve(std::move(drafts), diagnostics)));
  rulebook->folder_ = std::move(files.folder);
  rulebook->matcher_ = Matcher::build(rulebook->model_, diagnostics);
  if (rulebook->matcher_ && files.complete)
    check_conditions(rulebook->model_, rulebook->matcher_->captured_names(), diagnostics);
  return rulebook;
}

ParseResult Rulebook::parse(const std::vector<SourceFile>& files) {
  ParseResult result;
  auto editions = split_editions(files, result.diagnostics);
  const bool complete = editions.front().complete;
  auto rulebook = make(std::move(editions.front()), result.diagnostics);
  for (std::size_t i = 1; i < editions.size(); ++i)
    rulebook->translations_.push_back(make(std::move(editions[i]), result.diagnostics));
  if (!complete) soften_unknown_names(result.diagnostics);
  sort(result.diagnostics);
  if (!has_errors(result.diagnostics)) result.rulebook = std::move(rulebook);
  return result;
}

const Rulebook* Rulebook::edition(std::string_view locale) const {
  const auto code = language_code(locale);
  if (code.empty()) return nullptr;
  if (language_code(clinic().locale) == code) return this;
  for (const auto& translation : translations_) {
    if (language_code(translation->clinic().locale) == code) return translation.get();
  }
  return nullptr;
}

const Rule* Rulebook::find(std::string_view id) const {
  const auto found = model_.rule_by_id.find(std::string(id));
  return found == model_.rule_by_id.end() ? nullptr : &model_.rules[found->second];
}

}  // namespace verbatim
