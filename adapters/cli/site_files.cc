#include "adapters/cli/site_files.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "adapters/cli/rule_folder.h"
#include "adapters/host/site_loader.h"
#include "engine/rulebook/json.h"

namespace verbatim::cli {
namespace {

namespace fs = std::filesystem;

bool is_conversation(const fs::path& name) {
  return std::ranges::find(name, fs::path("conversations")) != name.end();
}

std::string topic_of(const std::string& text) {
  std::vector<Diagnostic> ignored;
  const auto file = read_json(text, "", ignored);
  if (!file) return {};
  const auto found = std::ranges::find(file->members, "topic", &JsonMember::key);
  return found == file->members.end() ? std::string{} : found->value.string;
}

}  // namespace

SiteFiles::SiteFiles(fs::path folder) : folder_(std::move(folder)) {
  for (const auto& path : json_files(folder_, error_)) {
    const auto name = path.lexically_relative(folder_);
    if (is_conversation(name)) continue;
    auto text = read_bytes(path, kMaxRuleFileBytes);
    if (!text) {
      error_ = path.generic_string() + ": the file cannot be read, or is longer than 1 MiB.";
      return;
    }
    texts_[name.generic_string()] = std::move(*text);
  }
  if (error_.empty() && !texts_.contains("clinic.json"))
    error_ =
        folder_.generic_string() + " is no site: it holds no clinic.json. \"verbatim new site\" makes one.";
}

const std::string* SiteFiles::text(const std::string& path) const {
  const auto found = texts_.find(path);
  return found == texts_.end() ? nullptr : &found->second;
}

void SiteFiles::set(const std::string& path, std::string text) {
  if (!texts_.contains(path)) fresh_.insert(path);
  texts_[path] = std::move(text);
  changed_.insert(path);
}

ParseResult SiteFiles::parse() const {
  std::vector<SourceFile> files;
  for (const auto& [path, text] : texts_) files.push_back({path, text});
  return Rulebook::parse(files);
}

std::string SiteFiles::write() {
  for (const auto& path : changed_) {
    const auto& text = texts_.at(path);
    if (text.size() > kMaxRuleFileBytes)
      return (folder_ / path).generic_string() +
             ": the file would be longer than 1 MiB. Divide it into topics.";
  }
  for (const auto& path : changed_) {
    const auto& text = texts_.at(path);
    auto error =
        fresh_.contains(path) ? create_file(folder_ / path, text) : replace_file(folder_ / path, text);
    if (!error.empty()) return error;
  }
  changed_.clear();
  fresh_.clear();
  return {};
}

std::optional<std::string> edition_folder(const Rulebook& rulebook, std::string_view locale) {
  if (locale.empty()) return rulebook.folder();
  const auto* edition = rulebook.edition(locale);
  if (edition == nullptr) return std::nullopt;
  return edition->folder();
}

std::string file_of_topic(const SiteFiles& files, const Rulebook& edition, std::string_view topic) {
  for (const auto& rule : edition.rules()) {
    if (rule.topic != topic) continue;
    const auto* text = files.text(rule.file);
    if (text != nullptr && topic_of(*text) == topic) return rule.file;
  }
  return {};
}

std::string schema_folder(const fs::path& site, const std::string& file) {
  std::error_code ec;
  const auto whole = fs::weakly_canonical(site / file, ec).parent_path();
  std::string up = "../";
  for (auto above = whole.parent_path(); up.size() <= 9; above = above.parent_path(), up += "../") {
    if (fs::exists(above / "schema" / "rules.schema.json", ec)) return up + "schema/";
  }
  return {};
}

}  // namespace verbatim::cli
