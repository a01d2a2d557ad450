// verbatim test: the rules' own examples, and conversations that must go as written.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "adapters/cli/commands.h"
#include "adapters/cli/conversations.h"
#include "adapters/cli/test_report.h"

namespace verbatim::cli {
namespace {

namespace fs = std::filesystem;

// A site, and the language of it that is tested.
struct Subject {
  const Rulebook& site;
  const Rulebook& edition;
  std::string folder;
  std::string only;  // part of the name of the conversations to run; empty for all, and the examples

  Session start() const { return {.locale = edition.clinic().locale}; }
};

Reply ask_afresh(const Subject& subject, std::string_view text) {
  auto session = subject.start();
  return reply(subject.site, session, {.text = text}, {});
}

std::string place(const Subject& subject, const std::string& file, Position at) {
  return (fs::path(subject.folder) / file).string() + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

bool answered_by(const Reply& reply, const std::string& rule) {
  return std::ranges::find(reply.answers, rule, &Answered::rule) != reply.answers.end();
}

std::string what_came(const Reply& reply) {
  if (!reply.answers.empty()) return std::string(reply.rule());
  std::string out(name_of(reply.kind));
  for (const auto& choice : reply.choices) out += (out.ends_with("clarify") ? ": " : ", ") + choice.value;
  return out;
}

void run_examples(const Subject& subject, TestReport& report) {
  for (const auto& rule : subject.edition.rules()) {
    if (!rule.when.empty() || !rule.after.empty()) continue;  // it speaks in conversations only
    const auto add = [&](const Text& example, std::vector<std::string> failures) {
      report.add({example.file, example.text, place(subject, example.file, example.at), std::move(failures)});
    };
    for (const auto& example : rule.examples) {
      const auto answer = ask_afresh(subject, example.text);
      if (answered_by(answer, rule.id)) {
        add(example, {});
      } else {
        add(example, {"should be answered by " + rule.id + ", got " + what_came(answer)});
      }
    }
    for (const auto& example : rule.not_examples) {
      const bool won = answered_by(ask_afresh(subject, example.text), rule.id);
      add(example, won ? std::vector{"should not be answered by " + rule.id} : std::vector<std::string>{});
    }
  }
}

std::string title_of(const Conversation& conversation, std::size_t turn) {
  const auto& said = conversation.turns[turn];
  return conversation.name + ", turn " + std::to_string(turn + 1) + " (" +
         (said.user.empty() ? said.choose : said.user) + ")";
}

std::vector<TestCase> cases_of(const Subject& subject, const Conversation& conversation,
                               const std::string& file) {
  std::vector<TestCase> out;
  auto session = subject.start();
  for (std::size_t i = 0; i < conversation.turns.size(); ++i) {
    const auto& turn = conversation.turns[i];
    const auto answer = reply(subject.site, session, {.text = turn.user, .choice = turn.choose}, {});
    out.push_back(
        {file, title_of(conversation, i), place(subject, file, turn.at), differences(turn, answer, session)});
  }
  return out;
}

// A known failure must fail somewhere: when it passes, it is no longer one.
void run(const Subject& subject, const Conversation& conversation, const std::string& file,
         TestReport& report) {
  auto cases = cases_of(subject, conversation, file);
  if (conversation.known_failure.empty()) {
    for (auto& one : cases) report.add(std::move(one));
    return;
  }
  const bool fails = std::ranges::any_of(cases, [](const TestCase& one) { return !one.failures.empty(); });
  TestCase known{file, conversation.name + " (known failure)", place(subject, file, conversation.at), {}};
  if (!fails)
    known.failures = {"passes now: take \"known_failure\" away (" + conversation.known_failure + ")"};
  report.add(std::move(known));
}

std::vector<fs::path> conversation_files(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder / "conversations", error)) {
    if (entry.path().extension() == ".json") out.push_back(entry.path());
  }
  std::ranges::sort(out);
  return out;
}

std::string read_text(const fs::path& path, const std::string& file, std::vector<Diagnostic>& diagnostics) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    diagnostics.push_back({"unreadable-file",
                           Severity::kError,
                           file,
                           {},
                           "The file cannot be read.",
                           "Check its permissions."});
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

void run_file(const Subject& subject, const fs::path& path, TestReport& report) {
  const auto file = subject.edition.folder() + "conversations/" + path.filename().string();
  std::vector<Diagnostic> diagnostics;
  const auto conversations = read_conversations(read_text(path, file, diagnostics), file, diagnostics);
  for (const auto& diagnostic : diagnostics)
    report.add({file,
                "the file",
                place(subject, file, diagnostic.at),
                {diagnostic.message + ' ' + diagnostic.hint + " [" + diagnostic.code + ']'}});
  for (const auto& conversation : conversations) {
    if (conversation.name.find(subject.only) != std::string::npos) run(subject, conversation, file, report);
  }
}

void run_edition(const Subject& subject, TestReport& report) {
  if (subject.only.empty()) run_examples(subject, report);
  for (const auto& path : conversation_files(fs::path(subject.folder) / subject.edition.folder()))
    run_file(subject, path, report);
}

bool write(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.flush();
  if (!out) std::cerr << "verbatim test: cannot write " << path << '\n';
  return static_cast<bool>(out);
}

}  // namespace

int test(const TestOptions& options) {
  const auto site = load_or_complain(options.folder);
  if (!site) return kRulesBad;
  TestReport report;
  run_edition({*site, *site, options.folder, options.only}, report);
  for (const auto& translation : site->translations())
    run_edition({*site, *translation, options.folder, options.only}, report);
  std::cout << report.passed() << " passed, " << report.failed() << " failed\n";
  if (!options.junit.empty() && !write(options.junit, report.to_junit())) return kCannotServe;
  return report.failed() == 0 ? kOk : kRulesBad;
}

}  // namespace verbatim::cli
