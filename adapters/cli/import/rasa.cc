#include "adapters/cli/import/rasa.h"

#include <yaml-cpp/yaml.h>

#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "adapters/cli/import/lines.h"

namespace verbatim::cli {
namespace {

std::size_t line_of(const YAML::Mark& mark) {
  return mark.line < 0 ? 1 : static_cast<std::size_t>(mark.line) + 1;
}

std::string scalar(const YAML::Node& node) {
  return node.IsDefined() && node.IsScalar() ? node.Scalar() : std::string{};
}

// "when is [Monday](day)" and "[Monday]{"entity": "day"}" say only what a person types: "when is Monday".
std::string without_entities(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('[');
    const auto shut = open == std::string_view::npos ? open : text.find(']', open);
    const char next = shut == std::string_view::npos || shut + 1 >= text.size() ? '\0' : text[shut + 1];
    const auto end = next == '(' ? text.find(')', shut) : next == '{' ? text.find('}', shut) : text.npos;
    if (end == std::string_view::npos) return out += text;
    out += text.substr(0, open);
    out += text.substr(open + 1, shut - open - 1);
    text.remove_prefix(end + 1);
  }
  return out;
}

void add_example(std::string_view line, std::vector<std::string>& out) {
  if (line.starts_with('-')) line.remove_prefix(1);
  if (line = trimmed(line); !line.empty()) out.push_back(without_entities(line));
}

// One text with a "- " before each line, or a list of texts.
std::vector<std::string> examples_of(const YAML::Node& node) {
  std::vector<std::string> out;
  if (node.IsScalar()) {
    for (const auto& line : filled_lines(node.Scalar())) add_example(line, out);
  } else if (node.IsSequence()) {
    for (const auto& item : node) add_example(item.IsMap() ? scalar(item["text"]) : scalar(item), out);
  }
  return out;
}

class RasaReader {
 public:
  explicit RasaReader(const YAML::Node& root) : root_(root) {}

  Entries run() {
    const auto responses = root_["responses"];
    const auto intents = root_["nlu"];
    if (responses && responses.IsMap()) {
      for (const auto& response : responses) answer_.emplace(scalar(response.first), response.second);
    }
    if (!intents || !intents.IsSequence() || answer_.empty()) {
      remark(1, "The file must have both \"nlu\" and \"responses\": put the two parts into one file.");
      return std::move(out_);
    }
    for (const auto& intent : intents) take_intent(intent);
    for (const auto& [name, node] : answer_) {
      remark(line_of(node.Mark()), "No intent of the file asks for \"" + name + "\"; it is left out.");
    }
    return std::move(out_);
  }

 private:
  void remark(std::size_t line, std::string what) { out_.remarks.push_back({line, std::move(what)}); }

  void take_intent(const YAML::Node& node) {
    if (!node.IsMap() || !node["intent"]) return;  // synonyms and lookup tables
    const auto line = line_of(node.Mark());
    const auto intent = scalar(node["intent"]);
    const auto response = answer_.find("utter_" + intent);
    if (response == answer_.end())
      return remark(line, "No response \"utter_" + intent + "\"; the intent is left out.");
    auto examples = node["examples"] ? examples_of(node["examples"]) : std::vector<std::string>{};
    auto answer = answer_of(response->second);
    answer_.erase(response);
    if (examples.empty())
      return remark(line, "The intent \"" + intent + "\" has no examples; it is left out.");
    if (answer.empty())
      return remark(line, "The response \"utter_" + intent + "\" has no text; it is left out.");
    add_entry(line, intent, std::move(examples), std::move(answer));
  }

  void add_entry(std::size_t line, const std::string& intent, std::vector<std::string> examples,
                 std::string answer) {
    Entry entry;
    entry.line = line;
    const auto slash = intent.find('/');
    if (slash != std::string::npos) entry.topic = slug(intent.substr(0, slash));
    const auto name = slug(slash == std::string::npos ? intent : intent.substr(slash + 1));
    entry.id = entry.topic.empty() || name.empty() ? name : entry.topic + '.' + name;
    entry.question = std::move(examples.front());
    entry.alternates.assign(std::next(examples.begin()), examples.end());
    entry.answer = std::move(answer);
    out_.entries.push_back(std::move(entry));
  }

  // Rasa picks one of several texts by chance; here an answer is always the same.
  std::string answer_of(const YAML::Node& response) {
    if (!response.IsSequence() || response.size() == 0 || !response[0].IsMap()) return {};
    const auto line = line_of(response.Mark());
    if (response.size() > 1) remark(line, "Only the first of several texts is taken over.");
    if (response[0]["buttons"]) remark(line, "Buttons are not taken over; give the rule follow_ups.");
    const auto text = response[0]["text"];
    return text ? std::string(trimmed(scalar(text))) : std::string{};
  }

  const YAML::Node& root_;
  Entries out_;
  std::map<std::string, YAML::Node> answer_;  // not asked for yet
};

}  // namespace

Entries read_rasa(std::string_view text) {
  try {
    const auto root = YAML::Load(std::string(text));
    if (root.IsMap()) return RasaReader(root).run();
    return {{}, {{1, "The file must have the keys \"nlu\" and \"responses\"."}}};
  } catch (const YAML::Exception& error) {
    return {{}, {{line_of(error.mark), "This is not valid YAML: " + error.msg + "."}}};
  }
}

}  // namespace verbatim::cli
