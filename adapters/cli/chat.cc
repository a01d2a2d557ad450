// verbatim chat: a conversation on the terminal, with the buttons as numbers.
#include <histedit.h>
#include <unistd.h>

#include <clocale>
#include <iostream>
#include <memory>
#include <optional>

#include "adapters/cli/commands.h"
#include "adapters/cli/terminal.h"
#include "engine/engine.h"

namespace verbatim::cli {
namespace {

constexpr std::size_t kWidth = 76;

const char* prompt(EditLine*) { return "you> "; }

// Reads lines: with editing and history at a terminal, as they come otherwise.
class Lines {
 public:
  Lines() {
    if (isatty(STDIN_FILENO) == 0) return;
    std::setlocale(LC_CTYPE, "");
    editor_.reset(el_init("verbatim", stdin, stdout, stderr));
    history_.reset(history_init());
    HistEvent event;
    history(history_.get(), &event, H_SETSIZE, 100);
    el_set(editor_.get(), EL_PROMPT, &prompt);
    el_set(editor_.get(), EL_EDITOR, "emacs");
    el_set(editor_.get(), EL_SIGNAL, 1);
    el_set(editor_.get(), EL_HIST, history, history_.get());
  }

  std::optional<std::string> next() {
    if (!editor_) {
      std::string line;
      return std::getline(std::cin, line) ? std::optional(line) : std::nullopt;
    }
    int size = 0;
    const char* line = el_gets(editor_.get(), &size);
    if (line == nullptr || size <= 0) return std::nullopt;
    HistEvent event;
    history(history_.get(), &event, H_ENTER, line);
    std::string out(line, static_cast<std::size_t>(size));
    while (out.ends_with('\n') || out.ends_with('\r')) out.pop_back();
    return out;
  }

 private:
  std::unique_ptr<EditLine, decltype(&el_end)> editor_{nullptr, &el_end};
  std::unique_ptr<History, decltype(&history_end)> history_{nullptr, &history_end};
};

void print(const Reply& reply) {
  const bool danger = reply.kind == ReplyKind::kUrgent || reply.kind == ReplyKind::kCrisis;
  const auto text = wrapped(plain_text(reply.blocks), kWidth, "  ");
  std::cout << '\n' << (danger ? red(text) : text) << "\n\n";
  int number = 1;
  for (const auto& choice : reply.choices)
    std::cout << dim("  " + std::to_string(number++) + "  " + choice.title) << '\n';
  if (!reply.choices.empty()) std::cout << '\n';
}

Reply greeting(const Rulebook& rulebook, Session& session) {
  const auto& message = rulebook.clinic().greeting;
  Reply out{.kind = ReplyKind::kAnswer, .blocks = message.blocks};
  for (const auto rule : message.choices) {
    out.choices.push_back({rulebook.rules()[rule].id, rulebook.rules()[rule].title});
    session.choices.push_back(out.choices.back().value);
  }
  return out;
}

}  // namespace

int chat(const std::string& folder) {
  const auto rulebook = load_or_complain(folder);
  if (!rulebook) return kRulesBad;
  Session session;
  std::cout << bold(rulebook->clinic().name) << dim("  (type a question or a number; Ctrl-D ends)") << '\n';
  print(greeting(*rulebook, session));
  Lines lines;
  while (const auto line = lines.next()) {
    if (line->find_first_not_of(" \t") == std::string::npos) continue;
    print(reply(*rulebook, session, {.text = *line}, {}));
  }
  std::cout << '\n';
  return kOk;
}

}  // namespace verbatim::cli
