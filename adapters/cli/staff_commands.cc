#include "adapters/cli/staff_commands.h"

namespace verbatim::cli {
namespace {

void add_site(CLI::App& command, std::string& folder) {
  command.add_option("DIR", folder, "Folder of one site: it holds clinic.json")->required();
}

void add_rule_options(CLI::App& command, NewRuleOptions& options) {
  command.add_option("--title", options.title, "The question in a visitor's words: the text of its button");
  command.add_option("--question", options.questions, "Another way to ask it; may be given several times")
      ->allow_extra_args(false);
  command.add_option("--answer", options.answer, "The answer, word for word");
  command.add_option("--locale", options.locale,
                     "The language it is in, such as es; that of the site by default");
}

}  // namespace

StaffCommands::StaffCommands(CLI::App& app) {
  add_fmt(app);
  add_new(app);
  add_import(app);
  add_export(app);
}

void StaffCommands::add_fmt(CLI::App& app) {
  fmt_ = app.add_subcommand("fmt", "Lay out the rule files in the one way, comments and all");
  add_site(*fmt_, folder_);
  fmt_->add_flag("--check", only_look_, "Change nothing: list the files that would change, and exit with 1");
}

void StaffCommands::add_new(CLI::App& app) {
  auto& command =
      *app.add_subcommand("new", "Begin a site, a topic or a rule; at a terminal it asks for the rest");
  command.require_subcommand(1);
  new_site_ = command.add_subcommand("site", "The files of a new clinic, to be made your own");
  new_site_->add_option("DIR", site_.folder, "Folder to make")->required();
  new_site_->add_option("--title", site_.title, "Name of the clinic");
  new_site_->add_option("--phone", site_.phone, "Number that visitors call");
  new_site_->add_option("--emergency", site_.emergency_number, "Number for emergencies: 999, 112, 911");
  new_site_->add_option("--locale", site_.locale, "Language: en (the default) or es");

  new_topic_ = command.add_subcommand("topic", "A file with the first rule of a new topic");
  add_site(*new_topic_, rule_.folder);
  new_topic_->add_option("NAME", rule_.topic, "Name of the topic, such as aftercare_sun")->required();
  add_rule_options(*new_topic_, rule_);

  new_rule_ = command.add_subcommand("rule", "One more rule in the file of its topic");
  add_site(*new_rule_, rule_.folder);
  new_rule_->add_option("ID", rule_.id, "Id of the rule, such as pain.numbing")->required();
  new_rule_->add_option("--topic", rule_.topic,
                        "Its topic; by default what stands before the point of the id");
  add_rule_options(*new_rule_, rule_);
}

void StaffCommands::add_import(CLI::App& app) {
  import_ =
      app.add_subcommand("import", "Take over questions and answers from a spreadsheet, QnA Maker or Rasa");
  auto& options = import_options_;
  add_site(*import_, options.folder);
  import_->add_option("FILE", options.file, "CSV, TSV, .qna or Rasa YAML")->required();
  import_
      ->add_option("--format", options.format, "csv, tsv, qna or rasa; by default what the file looks like")
      ->check(CLI::IsMember({"csv", "tsv", "qna", "rasa"}));
  import_->add_option("--topic", options.topic, "Topic of the questions that name none");
  import_->add_option("--locale", options.locale,
                      "The language it is in, such as es; that of the site by default");
  import_->add_flag("--replace", options.replace, "Give rules that are there the new question and answer");
}

void StaffCommands::add_export(CLI::App& app) {
  export_ =
      app.add_subcommand("export", "Write the rules as a table, or as a page for the clinician to sign");
  auto& options = export_options_;
  add_site(*export_, options.folder);
  options.format = "csv";
  export_->add_option("--format", options.format, "csv, tsv, or html: a page to print and sign")
      ->check(CLI::IsMember({"csv", "tsv", "html"}))
      ->capture_default_str();
  export_->add_option("-o,--output", options.out, "File to write; standard output by default");
  export_->add_option("--locale", options.locale,
                      "The language to write, such as es; that of the site by default");
}

std::optional<int> StaffCommands::run() const {
  if (fmt_->parsed()) return fmt(folder_, only_look_);
  if (new_site_->parsed()) return new_site(site_);
  if (new_topic_->parsed()) return new_topic(rule_);
  if (new_rule_->parsed()) return new_rule(rule_);
  if (import_->parsed()) return import_file(import_options_);
  if (export_->parsed()) return export_site(export_options_);
  return std::nullopt;
}

}  // namespace verbatim::cli
