// verbatim import: questions and answers of another program become rules.
#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <utility>

#include "adapters/cli/commands.h"
#include "adapters/cli/import/plan.h"
#include "adapters/cli/import/read_entries.h"
#include "adapters/cli/rule_folder.h"
#include "adapters/cli/site_files.h"
#include "engine/rulebook/json.h"

namespace verbatim::cli {
namespace {

// A table of many thousand answers is a few MiB.
constexpr std::size_t kMaxImportBytes = 16U << 20U;

int complain(const std::string& what) {
  std::cerr << what << '\n';
  return kUsage;
}

const Json* member_of(const Json& object, std::string_view key) {
  const auto found = std::ranges::find(object.members, key, &JsonMember::key);
  return found == object.members.end() ? nullptr : &found->value;
}

// The id of the rule around a place in a file; empty when there is none.
std::string rule_at(const std::string& text, Position at) {
  std::vector<Diagnostic> ignored;
  const auto file = read_json(text, "", ignored);
  const auto* rules = file ? member_of(*file, "rules") : nullptr;
  std::string id;
  if (rules == nullptr) return id;
  for (const auto& rule : rules->items) {
    if (rule.at > at) break;
    const auto* name = member_of(rule, "id");
    id = name == nullptr ? std::string{} : name->string;
  }
  return id;
}

class Import {
 public:
  Import(SiteFiles files, const Rulebook& edition, Plan plan)
      : files_(std::move(files)), edition_(edition), plan_(std::move(plan)) {
    for (auto& rule : plan_.rules)
      if (rule.file.empty()) rule.file = file_for(rule.topic);
  }

  // Leaves out the rules that the rulebook would refuse; the others are then sound together.
  bool run() {
    while (!plan_.rules.empty()) {
      auto tried = files_;
      write_into(tried);
      const auto result = tried.parse();
      if (result.rulebook) {
        files_ = std::move(tried);
        return true;
      }
      if (!drop_refused(result.diagnostics, tried)) return false;
    }
    return true;
  }

  SiteFiles& files() { return files_; }
  const Plan& plan() const { return plan_; }

 private:
  std::string file_for(const std::string& topic) const {
    auto place = file_of_topic(files_, edition_, topic);
    if (place.empty()) place = edition_.folder() + topic + ".json";
    const bool is_other = files_.text(place) != nullptr && file_of_topic(files_, edition_, topic).empty();
    return is_other ? edition_.folder() + topic + "_questions.json" : place;
  }

  void write_into(SiteFiles& files) const {
    std::map<std::string, std::vector<NewRule>> by_file;
    std::map<std::string, std::string> topic;
    for (const auto& planned : plan_.rules) {
      by_file[planned.file].push_back(planned.rule);
      topic[planned.file] = planned.topic;
    }
    for (const auto& [file, rules] : by_file) {
      const auto* text = files.text(file);
      files.set(file, text != nullptr ? with_rules(*text, rules)
                                      : topic_file(topic[file], schema_folder(files.folder(), file), rules));
    }
  }

  // False when a mistake cannot be laid at a rule's door.
  bool drop_refused(const std::vector<Diagnostic>& diagnostics, const SiteFiles& tried) {
    std::map<std::string, std::string> refused;  // ids, and why
    for (const auto& diagnostic : diagnostics) {
      const auto* text = tried.text(diagnostic.file);
      if (diagnostic.severity != Severity::kError || text == nullptr) continue;
      refused.try_emplace(rule_at(*text, diagnostic.at), diagnostic.message + ' ' + diagnostic.hint);
    }
    const auto before = plan_.rules.size();
    std::erase_if(plan_.rules, [&](const PlannedRule& planned) {
      const auto why = refused.find(planned.rule.id);
      if (why == refused.end()) return false;
      plan_.remarks.push_back({planned.line, why->second});
      return true;
    });
    return plan_.rules.size() < before;
  }

  SiteFiles files_;
  const Rulebook& edition_;
  Plan plan_;
};

void print_remarks(const std::string& file, std::vector<Remark> remarks) {
  std::ranges::stable_sort(remarks, {}, &Remark::line);
  for (const auto& remark : remarks) std::cerr << file << ':' << remark.line << ": " << remark.what << '\n';
}

void print_summary(const Plan& plan) {
  std::map<std::string, std::size_t> counts;
  for (const auto& rule : plan.rules) ++counts[rule.file];
  for (const auto& [file, count] : counts)
    std::cout << file << ": " << count << (count == 1 ? " rule\n" : " rules\n");
  std::cout << plan.rules.size() << " taken over, " << plan.remarks.size() << " remarks";
  std::cout << (plan.rules.empty() ? ".\n" : ". Nobody has reviewed them: see \"verbatim check\".\n");
}

}  // namespace

int import_file(const ImportOptions& options) {
  const auto bytes = read_bytes(options.file, kMaxImportBytes);
  if (!bytes) return complain(options.file + ": the file cannot be read, or is longer than 16 MiB.");
  SiteFiles files(options.folder);
  if (!files.error().empty()) return complain(files.error());
  const auto before = files.parse();
  if (!before.rulebook) {
    for (const auto& diagnostic : before.diagnostics)
      std::cerr << describe(diagnostic, options.folder) << '\n';
    std::cerr << "Mend these first; nothing was written.\n";
    return kRulesBad;
  }
  const auto* edition =
      options.locale.empty() ? before.rulebook.get() : before.rulebook->edition(options.locale);
  if (edition == nullptr)
    return complain("The site has no clinic.json of the language \"" + options.locale + "\".");
  auto entries = read_entries(*bytes, options.file, options.format);
  Import import(
      std::move(files), *edition,
      plan_rules(std::move(entries), *edition, {.topic = options.topic, .replace = options.replace}));
  const bool sound = import.run();
  print_remarks(options.file, import.plan().remarks);
  if (!sound) return complain("The rules would not be sound together; nothing was written.");
  if (const auto error = import.files().write(); !error.empty()) return complain(error);
  print_summary(import.plan());
  return import.plan().remarks.empty() ? kOk : kRulesBad;
}

}  // namespace verbatim::cli
