// verbatim diff: what will change for visitors when a new version of the rules is published.
#include <algorithm>
#include <fstream>
#include <future>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <thread>

#include "adapters/cli/commands.h"
#include "adapters/cli/terminal.h"
#include "engine/engine.h"

namespace verbatim::cli {
namespace {

using nlohmann::ordered_json;

// What a visitor sees of a reply, and the rule behind it.
struct Seen {
  std::string kind;
  std::string rule;  // of the first answer; empty for none
  std::string text;
  std::vector<std::string> choices;  // titles

  friend bool operator==(const Seen&, const Seen&) = default;
};

struct Change {
  std::string message;
  Seen before;
  Seen after;
};

// Messages of the translations are asked in their language.
struct Message {
  std::string text;
  std::string locale;

  friend auto operator<=>(const Message&, const Message&) = default;
};

Seen ask(const Rulebook& site, const Message& message) {
  Session session{.locale = message.locale};
  const auto answer = reply(site, session, {.text = message.text}, {});
  Seen seen{std::string(name_of(answer.kind)), std::string(answer.rule()), plain_text(answer.blocks), {}};
  for (const auto& choice : answer.choices) seen.choices.push_back(choice.title);
  return seen;
}

void add_examples(const Rulebook& edition, std::set<Message>& messages) {
  for (const auto& rule : edition.rules()) {
    messages.insert({rule.title, edition.clinic().locale});
    for (const auto& example : rule.examples) messages.insert({example.text, edition.clinic().locale});
    for (const auto& example : rule.not_examples) messages.insert({example.text, edition.clinic().locale});
  }
}

std::vector<Message> examples_of(const Rulebook& before, const Rulebook& after) {
  std::set<Message> messages;
  for (const auto* site : {&before, &after}) {
    add_examples(*site, messages);
    for (const auto& translation : site->translations()) add_examples(*translation, messages);
  }
  return {messages.begin(), messages.end()};
}

std::optional<std::vector<Message>> read_messages(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::vector<Message> out;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) out.push_back({std::move(line), {}});
  }
  return out;
}

std::vector<Change> changes_among(const Rulebook& before, const Rulebook& after,
                                  std::span<const Message> messages) {
  std::vector<Change> out;
  for (const auto& message : messages) {
    auto old_reply = ask(before, message);
    auto new_reply = ask(after, message);
    if (old_reply != new_reply) out.push_back({message.text, std::move(old_reply), std::move(new_reply)});
  }
  return out;
}

// Rulebooks are shared between threads, so every core asks a part of the messages.
std::vector<Change> changes_of(const Rulebook& before, const Rulebook& after,
                               const std::vector<Message>& messages) {
  const std::size_t parts = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t size = messages.size() / parts + 1;
  std::vector<std::future<std::vector<Change>>> running;
  for (std::span<const Message> rest(messages); !rest.empty();
       rest = rest.subspan(std::min(size, rest.size()))) {
    const auto part = rest.first(std::min(size, rest.size()));
    running.push_back(std::async(std::launch::async,
                                 [&before, &after, part] { return changes_among(before, after, part); }));
  }
  std::vector<Change> out;
  for (auto& one : running) {
    auto found = one.get();
    std::move(found.begin(), found.end(), std::back_inserter(out));
  }
  return out;
}

std::string name_of(const Seen& seen) { return seen.rule.empty() ? seen.kind : seen.rule; }

std::string arrow(const Change& change) {
  const auto before = name_of(change.before);
  const auto after = name_of(change.after);
  return before == after ? before : before + " -> " + after;
}

std::string indented(const std::string& text, const std::string& mark) {
  std::string out = "    " + mark;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "    " + mark;
  }
  return out;
}

std::string shown(const Seen& seen) {
  auto out = seen.text;
  for (const auto& choice : seen.choices) out += "\n[" + choice + "]";
  return out;
}

void print_group(const std::string& title, const std::vector<const Change*>& group) {
  std::cout << bold(title) << '\n';
  for (const auto* change : group) std::cout << "  \"" << change->message << "\"\n";
  // The same edit shows in every message of the group: one before and after is enough.
  std::cout << red(indented(shown(group.front()->before), "- ")) << '\n'
            << green(indented(shown(group.front()->after), "+ ")) << '\n';
}

// Grouped by the rules that answered before and answer now; within them by what is read.
void print(const std::vector<Change>& changes, std::size_t asked) {
  std::map<std::string, std::map<std::pair<std::string, std::string>, std::vector<const Change*>>> groups;
  for (const auto& change : changes)
    groups[arrow(change)][{shown(change.before), shown(change.after)}].push_back(&change);
  for (const auto& [title, edits] : groups) {
    for (const auto& [texts, group] : edits) print_group(title, group);
  }
  std::cout << changes.size() << " of " << asked << " replies change\n";
}

ordered_json to_json(const Seen& seen) {
  return {{"kind", seen.kind}, {"rule", seen.rule}, {"text", seen.text}, {"choices", seen.choices}};
}

void print_json(const std::vector<Change>& changes, std::size_t asked) {
  auto list = ordered_json::array();
  for (const auto& change : changes)
    list.push_back(
        {{"message", change.message}, {"before", to_json(change.before)}, {"after", to_json(change.after)}});
  const ordered_json out = {{"asked", asked}, {"changed", changes.size()}, {"changes", list}};
  std::cout << out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

}  // namespace

int diff(const DiffOptions& options) {
  const auto before = load_or_complain(options.before);
  const auto after = load_or_complain(options.after);
  if (!before || !after) return kUsage;
  const auto messages =
      options.messages.empty() ? examples_of(*before, *after) : read_messages(options.messages);
  if (!messages) {
    std::cerr << "verbatim diff: cannot read " << options.messages << '\n';
    return kUsage;
  }
  const auto changes = changes_of(*before, *after, *messages);
  options.json ? print_json(changes, messages->size()) : print(changes, messages->size());
  return changes.empty() ? kOk : kRulesBad;
}

}  // namespace verbatim::cli
