// verbatim test: the rules' own examples, and conversations that must go as written.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "adapters/cli/commands.h"
#include "adapters/cli/conversations.h"
#include "adapters/cli/terminal.h"

namespace verbatim::cli {
namespace {

namespace fs = std::filesystem;

class Score {
 public:
  void passed() { ++passed_; }
  void failed(const std::string& what) {
    ++failed_;
    std::cout << red("failed ") << what << '\n';
  }
  int finish() const {
    std::cout << passed_ << " passed, " << failed_ << " failed\n";
    return failed_ == 0 ? kOk : kRulesBad;
  }

 private:
  int passed_ = 0;
  int failed_ = 0;
};

std::string place(const std::string& folder, const std::string& file, Position at) {
  return (fs::path(folder) / file).string() + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column) + ": ";
}

// A site, and the language of it that is tested.
struct Subject {
  const Rulebook& site;
  const Rulebook& edition;
  std::string folder;

  Session start() const { return {.locale = edition.clinic().locale}; }
};

Reply ask_afresh(const Subject& subject, std::string_view text) {
  auto session = subject.start();
  return reply(subject.site, session, {.text = text}, {});
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

void run_examples(const Subject& subject, Score& score) {
  const auto& folder = subject.folder;
  for (const auto& rule : subject.edition.rules()) {
    for (const auto& example : rule.examples) {
      const auto answer = ask_afresh(subject, example.text);
      if (answered_by(answer, rule.id)) {
        score.passed();
      } else {
        score.failed(place(folder, example.file, example.at) + "\"" + example.text +
                     "\" should be answered by " + rule.id + ", got " + what_came(answer));
      }
    }
    for (const auto& example : rule.not_examples) {
      if (!answered_by(ask_afresh(subject, example.text), rule.id)) {
        score.passed();
      } else {
        score.failed(place(folder, example.file, example.at) + "\"" + example.text +
                     "\" should not be answered by " + rule.id);
      }
    }
  }
}

void run(const Subject& subject, const Conversation& conversation, const std::string& file, Score& score) {
  auto session = subject.start();
  for (std::size_t i = 0; i < conversation.turns.size(); ++i) {
    const auto& turn = conversation.turns[i];
    const auto answer = reply(subject.site, session, {.text = turn.user, .choice = turn.choose}, {});
    const auto wrong = differences(turn, answer, session);
    if (wrong.empty()) score.passed();
    for (const auto& sentence : wrong) {
      score.failed(place(subject.folder, file, turn.at) + "\"" + conversation.name + "\", turn " +
                   std::to_string(i + 1) + " (" + (turn.user.empty() ? turn.choose : turn.user) +
                   "): " + sentence);
    }
  }
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

void run_file(const Subject& subject, const fs::path& path, Score& score) {
  std::ifstream in(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  const auto file = subject.edition.folder() + "conversations/" + path.filename().string();
  std::vector<Diagnostic> diagnostics;
  if (!in)
    diagnostics.push_back({"unreadable-file",
                           Severity::kError,
                           file,
                           {},
                           "The file cannot be read.",
                           "Check its permissions."});
  const auto conversations = read_conversations(text, file, diagnostics);
  for (const auto& diagnostic : diagnostics) score.failed(describe(diagnostic, subject.folder));
  for (const auto& conversation : conversations) run(subject, conversation, file, score);
}

void run_edition(const Subject& subject, Score& score) {
  run_examples(subject, score);
  for (const auto& path : conversation_files(fs::path(subject.folder) / subject.edition.folder()))
    run_file(subject, path, score);
}

}  // namespace

int test(const std::string& folder) {
  const auto site = load_or_complain(folder);
  if (!site) return kRulesBad;
  Score score;
  run_edition({*site, *site, folder}, score);
  for (const auto& translation : site->translations()) run_edition({*site, *translation, folder}, score);
  return score.finish();
}

}  // namespace verbatim::cli
