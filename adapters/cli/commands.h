// The commands of the program `verbatim`.  Each returns the exit code of the process.
#ifndef VERBATIM_ADAPTERS_CLI_COMMANDS_H_
#define VERBATIM_ADAPTERS_CLI_COMMANDS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/settings.h"
#include "engine/rulebook.h"

namespace verbatim::cli {

enum ExitCode {
  kOk = 0,
  kRulesBad = 1,     // the rules have errors, or a conversation went another way
  kUsage = 2,        // the command line was not understood
  kCannotServe = 3,  // the system refused: port in use, no permission
};

struct CheckOptions {
  std::string folder;
  std::string format = "human";  // or json, sarif, github
  std::string today;             // ISO date to compare review dates with; empty for that of the clock
  std::string least = "note";    // findings of less weight are not shown: note, warning or error
  std::string explain;           // a code, or "all": says what it means instead
};
// Prints everything that can be known of the rules of a site's folder before they are published.
int check(const CheckOptions& options);

// Lays out the rule files of a folder; with `only_look` it lists those that would change.
int fmt(const std::string& folder, bool only_look);

// What a new thing needs; what is empty is asked for at a terminal, and else a mistake.
struct NewSiteOptions {
  std::string folder;
  std::string title;  // name of the clinic
  std::string phone;
  std::string emergency_number;
  std::string locale;
};
struct NewRuleOptions {
  std::string folder;
  std::string id;
  std::string topic;
  std::string title;
  std::vector<std::string> questions;
  std::string answer;
  std::string locale;  // empty for that of the site
};
// They never overwrite, and write nothing that check() would refuse.
int new_site(NewSiteOptions options);
int new_topic(NewRuleOptions options);
int new_rule(NewRuleOptions options);

struct ImportOptions {
  std::string folder;
  std::string file;
  std::string format;  // csv, tsv, qna or rasa; empty: as the name and the text of the file say
  std::string topic;   // of what names none
  std::string locale;  // empty for that of the site
  bool replace = false;
};
// Takes questions and answers of another program over as rules, and says of each that it could not use why.
int import_file(const ImportOptions& options);

struct ExportOptions {
  std::string folder;
  std::string format;  // csv, tsv or html
  std::string out;     // file; empty for standard output
  std::string locale;
};
// Writes the rules as a table, or as a page to be signed.
int export_site(const ExportOptions& options);

struct AskOptions {
  std::string folder;
  std::string question;  // empty with json: one utterance a line from standard input
  bool explain = false;
  bool json = false;
  std::string locale;  // the visitor's language; empty for that of the site
};
int ask(const AskOptions& options);

struct EvaluateOptions {
  std::string folder;
  std::string questions;  // a TSV file: question_list.h
  bool json = false;
  std::optional<std::uint64_t> typo_seed;  // when set, the loss by typing mistakes is measured too
  std::size_t worst = 10;                  // so many misses are told in full
};
// Measures how well a site answers a list of labelled questions.  It does not judge: missed aims are
// marked, and the exit code is kOk.
int evaluate(const EvaluateOptions& options);

// Talks on the terminal until the end of input.
int chat(const std::string& folder);

struct TestOptions {
  std::string folder;
  std::string only;   // part of the name of the conversations to run; empty for all, and the examples
  std::string junit;  // file for a report as JUnit XML; empty for none
};
// Runs the conversations of a site's folder and all examples of its rules.
int test(const TestOptions& options);

struct DiffOptions {
  std::string before;  // folders of the site
  std::string after;
  std::string messages;  // file with one message a line; empty for the examples of both
  bool json = false;
};
// Says what would change for visitors: kOk when nothing does, kRulesBad when something does.
int diff(const DiffOptions& options);

// Serves all sites below `rules` until a signal comes.
int serve(const SettingSources& sources);

// "check" a configuration file, "show" all settings as they are with it, or print their "schema".
int config(const std::string& what, const std::string& file);

struct EraseOptions {
  std::string session;  // the token; "-" reads it from standard input, where nobody else can see it
  std::string site;
  std::string server = "127.0.0.1:8080";
};
// Has a running server erase a conversation.
int erase(const EraseOptions& options);

struct UnansweredOptions {
  std::string site;
  std::string store;  // file
  bool json = false;
};
// Lists the questions of a site that found no answer, as far as its clinic.json has them kept.
int unanswered(const UnansweredOptions& options);

// Says which rules the server at ADDRESS:PORT serves: kRulesBad when its files hold mistakes.
int status(const std::string& server);

// The rulebook of a folder; null after its diagnostics have been printed to standard error.
std::shared_ptr<const Rulebook> load_or_complain(const std::string& folder);

// One diagnostic for a person, with its file below `folder`.
std::string describe(const Diagnostic& diagnostic, const std::string& folder);

}  // namespace verbatim::cli

#endif  // VERBATIM_ADAPTERS_CLI_COMMANDS_H_
