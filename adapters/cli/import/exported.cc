#include "adapters/cli/import/exported.h"

#include <utility>

namespace verbatim::cli {
namespace {

// The title is an example too in rules that were imported; it is written once.
std::vector<std::string> alternates_of(const Rule& rule) {
  std::vector<std::string> out;
  const bool first_is_title = !rule.examples.empty() && rule.examples.front().text == rule.title;
  for (std::size_t i = first_is_title ? 1 : 0; i < rule.examples.size(); ++i)
    out.push_back(rule.examples[i].text);
  return out;
}

}  // namespace

std::vector<Entry> exported(const Rulebook& edition) {
  std::vector<Entry> out;
  for (const auto& rule : edition.rules()) {
    out.push_back({.line = rule.at.line,
                   .id = rule.id,
                   .topic = rule.topic,
                   .question = rule.title,
                   .alternates = alternates_of(rule),
                   .answer = rule.written.text,
                   .sources = rule.sources});
  }
  return out;
}

}  // namespace verbatim::cli
