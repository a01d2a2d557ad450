// verbatim unanswered: what visitors asked and no rule answered, so that staff can write the rule.
#include <algorithm>
#include <filesystem>
#include <future>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "adapters/cli/commands.h"
#include "adapters/store/sqlite_store.h"

namespace verbatim::cli {
namespace {

using Counted = std::vector<std::pair<std::string, std::size_t>>;

std::vector<Note> notes_of(Store& store, const std::string& site) {
  std::promise<std::vector<Note>> notes;
  store.notes(site, [&](std::vector<Note> all) { notes.set_value(std::move(all)); });
  return notes.get_future().get();
}

// Each question once, the one that was asked most often first.
Counted counted(const std::vector<Note>& notes) {
  std::map<std::string, std::size_t> times;
  for (const auto& note : notes)
    if (note.kind == Note::Kind::kUnanswered) ++times[note.subject];
  Counted all(times.begin(), times.end());
  std::ranges::stable_sort(all, [](const auto& a, const auto& b) { return a.second > b.second; });
  return all;
}

}  // namespace

int unanswered(const UnansweredOptions& options) {
  if (!std::filesystem::exists(options.store)) {
    std::cerr << "verbatim unanswered: there is no file " << options.store << ".\n";
    return kUsage;
  }
  const auto opened = SqliteStore::open(options.store);
  if (!opened.store) {
    std::cerr << "verbatim unanswered: " << opened.error << '\n';
    return kCannotServe;
  }
  const auto questions = counted(notes_of(*opened.store, options.site));
  if (options.json) {
    auto all = nlohmann::json::array();
    for (const auto& [question, times] : questions) all.push_back({{"question", question}, {"times", times}});
    std::cout << all.dump(2) << '\n';
    return kOk;
  }
  for (const auto& [question, times] : questions) std::cout << times << "\t" << question << '\n';
  if (questions.empty())
    std::cout << "None are kept: \"retention\": {\"unanswered_days\": 30} in clinic.json keeps them.\n";
  return kOk;
}

}  // namespace verbatim::cli
