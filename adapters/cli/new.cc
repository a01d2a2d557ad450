// verbatim new: a site, a topic or a rule to begin with.
#include <algorithm>
#include <iostream>
#include <iterator>
#include <system_error>
#include <utility>

#include "adapters/cli/commands.h"
#include "adapters/cli/new_site.h"
#include "adapters/cli/prompt.h"
#include "adapters/cli/rule_edit.h"
#include "adapters/cli/rule_folder.h"
#include "adapters/cli/site_files.h"

namespace verbatim::cli {
namespace {

namespace fs = std::filesystem;

int complain(const std::string& what) {
  std::cerr << what << '\n';
  return kUsage;
}

bool is_name(std::string_view text, bool with_points) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (with_points && c == '.');
  });
}

bool complete_site(NewSiteOptions& options) {
  if (options.locale.empty()) options.locale = "en";
  return complete(options.title, "--title", "What is the clinic called?") &&
         complete(options.phone, "--phone", "On which number can visitors call the clinic?") &&
         complete(options.emergency_number, "--emergency",
                  "Which number do your visitors call in an emergency (999, 112, 911)?");
}

bool complete_rule(NewRuleOptions& options) {
  return complete(options.title, "--title",
                  "The question, as a visitor would ask it (the text of its button):") &&
         complete(options.questions, "--question",
                  "Other ways to ask it, one a line, five or more are good; an empty line ends:") &&
         complete(options.answer, "--answer", "The answer, word for word:");
}

// The title is one of the examples, and no example stands there twice.
NewRule rule_of(const NewRuleOptions& options) {
  NewRule rule{
      .id = options.id, .title = options.title, .examples = {options.title}, .answer = options.answer};
  for (const auto& question : options.questions) {
    if (std::ranges::find(rule.examples, question) == rule.examples.end()) rule.examples.push_back(question);
  }
  return rule;
}

int print_mistakes(const ParseResult& result, const std::string& folder, const char* then) {
  for (const auto& diagnostic : result.diagnostics)
    if (diagnostic.severity == Severity::kError) std::cerr << describe(diagnostic, folder) << '\n';
  std::cerr << then << '\n';
  return kRulesBad;
}

// Where the rule goes: a path below the site.  Empty after complaining.
std::string place_of(const SiteFiles& files, const Rulebook& rulebook, const NewRuleOptions& options,
                     bool new_topic) {
  const auto folder = edition_folder(rulebook, options.locale);
  const auto* edition = folder && !options.locale.empty() ? rulebook.edition(options.locale) : &rulebook;
  if (!folder) {
    complain("The site has no clinic.json of the language \"" + options.locale + "\".");
    return {};
  }
  if (edition->find(options.id) != nullptr) {
    complain("There is a rule \"" + options.id + "\" already. Choose another id.");
    return {};
  }
  auto place = file_of_topic(files, *edition, options.topic);
  if (place.empty() == new_topic) return new_topic ? *folder + options.topic + ".json" : place;
  complain(new_topic ? "There is a topic \"" + options.topic + "\" already, in " + place +
                           ". Add to it with \"verbatim new rule\"."
                     : "No file has the topic \"" + options.topic +
                           "\". Name another with --topic, or make it with \"verbatim new topic\".");
  return {};
}

int add_rule(const NewRuleOptions& options, bool new_topic) {
  SiteFiles files(options.folder);
  if (!files.error().empty()) return complain(files.error());
  const auto before = files.parse();
  if (!before.rulebook)
    return print_mistakes(before, options.folder, "Mend these first; nothing was written.");
  const auto place = place_of(files, *before.rulebook, options, new_topic);
  if (place.empty()) return kUsage;
  const auto rule = rule_of(options);
  if (new_topic && files.text(place) != nullptr)
    return complain(options.folder + "/" + place + " is there already. Choose another name.");
  files.set(place, new_topic ? topic_file(options.topic, schema_folder(options.folder, place), {rule})
                             : with_rules(*files.text(place), {rule}));
  const auto after = files.parse();
  if (!after.rulebook) return print_mistakes(after, options.folder, "Nothing was written.");
  if (const auto error = files.write(); !error.empty()) return complain(error);
  std::cout << (fs::path(options.folder) / place).generic_string() << " has the rule " << options.id
            << ". It is not reviewed yet: see \"verbatim check\".\n";
  return kOk;
}

}  // namespace

int new_site(NewSiteOptions options) {
  if (!complete_site(options)) return kUsage;
  if (std::ranges::find(kSiteLocales, options.locale) == std::end(kSiteLocales))
    return complain("There are first texts in English and Spanish: --locale en or es.");
  const fs::path folder = options.folder;
  const bool with_schema = !schema_folder(folder, "clinic.json").empty();
  const auto files = first_files(NewSite{.name = options.title,
                                         .locale = options.locale,
                                         .phone = options.phone,
                                         .emergency_number = options.emergency_number,
                                         .with_schema = with_schema});
  for (const auto& file : files) {
    std::error_code ignored;
    if (fs::exists(folder / file.path, ignored))
      return complain((folder / file.path).generic_string() + " is there already. Choose another folder.");
  }
  for (const auto& file : files)
    if (const auto error = create_file(folder / file.path, file.text); !error.empty()) return complain(error);
  std::cout << "A site is in " << options.folder << ". Next:\n"
            << "  1. Have your clinician review " << (folder / "safety.json").generic_string()
            << ": it holds example text only.\n"
            << "  2. verbatim check " << options.folder << "\n  3. verbatim test " << options.folder << '\n';
  return kOk;
}

int new_topic(NewRuleOptions options) {
  if (!is_name(options.topic, false))
    return complain("A topic has small letters, digits and _ only: aftercare_sun.");
  options.id = options.topic + ".overview";
  return complete_rule(options) ? add_rule(options, true) : kUsage;
}

int new_rule(NewRuleOptions options) {
  if (!is_name(options.id, true))
    return complain("An id has small letters, digits, _ and points only: pain.numbing.");
  if (options.topic.empty()) options.topic = options.id.substr(0, options.id.find('.'));
  return complete_rule(options) ? add_rule(options, false) : kUsage;
}

}  // namespace verbatim::cli
