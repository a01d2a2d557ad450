// The program `verbatim`: reads the command line and hands over to one command.
#include <CLI/CLI.hpp>
#include <string>

#include "adapters/cli/commands.h"
#include "adapters/cli/server_commands.h"
#include "adapters/cli/staff_commands.h"

namespace {

using namespace verbatim::cli;

constexpr const char* kDescription =
    "Answers visitors' questions with a clinic's own words.\n\n"
    "  verbatim serve --rules rules/                  chat on http://127.0.0.1:8080/\n"
    "  verbatim check rules/microneedling             is every rule file sound?\n"
    "  verbatim ask rules/microneedling \"does it hurt?\" --explain\n"
    "  verbatim chat rules/microneedling              talk to it here\n"
    "  verbatim test rules/microneedling              run its conversations\n"
    "  verbatim evaluate rules/microneedling questions.tsv    how well does it answer our own list?\n"
    "  verbatim new site my-clinic                    a clinic of your own\n";

constexpr const char* kExitCodes =
    "Exit codes: 0 all well; 1 the rules have errors, or a conversation went another way;\n"
    "2 the command line was not understood; 3 the system refused (port in use, no permission).";

void add_folder(CLI::App& command, std::string& folder) {
  command.add_option("DIR", folder, "Folder of one site: it holds clinic.json")->required();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(kDescription);
  app.footer(kExitCodes);
  app.set_version_flag("--version", "verbatim " VERBATIM_VERSION);
  app.require_subcommand(1);

  std::string folder;
  CheckOptions check_options;
  auto& check_command =
      *app.add_subcommand("check", "Say what is wrong with the rules, where, and what to do");
  check_command.add_option("DIR", check_options.folder, "Folder of one site: it holds clinic.json");
  check_command.add_option("--format", check_options.format, "How to print the findings")
      ->check(CLI::IsMember({"human", "json", "sarif", "github"}))
      ->capture_default_str();

  check_command.add_option("--least", check_options.least, "Show findings from this weight on")
      ->check(CLI::IsMember({"note", "warning", "error"}))
      ->capture_default_str();
  check_command.add_option("--today", check_options.today,
                           "Day to compare review dates with, as 2026-11-01; that of the clock by default");
  check_command.add_option("--explain", check_options.explain, "Say what a code means; all lists every code")
      ->type_name("CODE");

  AskOptions ask_options;
  auto& ask_command =
      *app.add_subcommand("ask", "Answer one question, or with --json one a line from standard input");
  add_folder(ask_command, ask_options.folder);
  ask_command.add_option("QUESTION", ask_options.question, "What a visitor would type");
  ask_command.add_flag("--explain", ask_options.explain,
                       "Show the rule, the pattern, the words, the score and the runners-up");
  ask_command.add_flag("--json", ask_options.json, "One JSON object a line");
  ask_command.add_option("--locale", ask_options.locale, "The visitor's language, such as es");

  auto& chat_command = *app.add_subcommand("chat", "Talk on the terminal");
  add_folder(chat_command, folder);

  auto& test_command = *app.add_subcommand("test", "Run conversations/*.json and every example of the rules");
  TestOptions test_options;
  add_folder(test_command, test_options.folder);
  test_command.add_option("--only", test_options.only, "Only conversations whose name holds this")
      ->type_name("TEXT");
  test_command.add_option("--junit", test_options.junit, "Also write a report as JUnit XML")
      ->type_name("FILE");

  DiffOptions diff_options;
  auto& diff_command = *app.add_subcommand("diff", "Say which replies change between two versions of a site");
  diff_command.add_option("OLD", diff_options.before, "Folder of the site as it was")->required();
  diff_command.add_option("NEW", diff_options.after, "Folder of the site as it will be")->required();
  diff_command
      .add_option("--messages", diff_options.messages,
                  "What visitors typed, one message a line; the examples by default")
      ->type_name("FILE");
  diff_command.add_flag("--json", diff_options.json, "Everything as one JSON object");

  EvaluateOptions evaluate_options;
  auto& evaluate_command =
      *app.add_subcommand("evaluate", "Measure how well the rules answer a list of labelled questions");
  add_folder(evaluate_command, evaluate_options.folder);
  evaluate_command
      .add_option("QUESTIONS", evaluate_options.questions,
                  "TSV file whose first line names the columns question, label and, if wanted, alt_label; "
                  "a label is a topic, urgent, crisis, or oos (out of scope)")
      ->required();
  evaluate_command.add_flag("--json", evaluate_options.json, "Everything as one JSON object");
  evaluate_command
      .add_option("--typos", evaluate_options.typo_seed,
                  "Also measure the loss by one typo a question; SEED chooses which typos")
      ->check(CLI::NonNegativeNumber)
      ->type_name("SEED");
  evaluate_command.add_option("--worst", evaluate_options.worst, "How many misses to tell in full")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();

  const StaffCommands staff(app);

  const ServerCommands server(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kUsage;
  }
  if (check_command.parsed()) return check(check_options);
  if (const auto code = staff.run()) return *code;
  if (const auto code = server.run()) return *code;
  if (ask_command.parsed()) return ask(ask_options);
  if (chat_command.parsed()) return chat(folder);
  if (test_command.parsed()) return test(test_options);
  if (diff_command.parsed()) return diff(diff_options);
  if (evaluate_command.parsed()) return evaluate(evaluate_options);
  return kUsage;
}
