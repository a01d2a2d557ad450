#include "adapters/cli/rule_edit.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "engine/rulebook/json_layout.h"
#include "engine/rulebook/json_source.h"

namespace verbatim::cli {
namespace {

SourceValue text_value(std::string_view text) {
  return {.open = '\0', .token = json_text(text), .items = {}, .below = {}};
}

SourceItem item(std::string_view key, SourceValue value) {
  return {.above = {}, .key = key.empty() ? "" : json_text(key), .value = std::move(value), .beside = {}};
}

SourceValue list_value(const std::vector<std::string>& texts) {
  SourceValue list{.open = '[', .token = {}, .items = {}, .below = {}};
  for (const auto& text : texts) list.items.push_back(item({}, text_value(text)));
  return list;
}

// Several lines are a list of lines: JSON knows no text that runs over the end of a line.
SourceValue lines_value(std::string_view text) {
  if (text.find('\n') == std::string_view::npos) return text_value(text);
  std::vector<std::string> lines;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    lines.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return list_value(lines);
}

SourceValue rule_value(const NewRule& rule) {
  SourceValue value{.open = '{', .token = {}, .items = {}, .below = {}};
  value.items.push_back(item("id", text_value(rule.id)));
  value.items.push_back(item("title", text_value(rule.title)));
  value.items.push_back(item("examples", list_value(rule.examples)));
  value.items.push_back(item("answer", lines_value(rule.answer)));
  if (!rule.sources.empty()) value.items.push_back(item("sources", list_value(rule.sources)));
  return value;
}

SourceValue* rules_of(SourceDocument& document) {
  auto& root = document.root.value;
  auto* rules = member(root, "rules");
  if (rules == nullptr) {
    root.items.push_back(item("rules", list_value({})));
    rules = &root.items.back();
  }
  return &rules->value;
}

// Comments beside the old value stay; they are mostly about the key.
void set(SourceValue& object, std::string_view key, SourceValue value) {
  if (auto* old = member(object, key)) {
    old->value = std::move(value);
  } else {
    object.items.push_back(item(key, std::move(value)));
  }
}

std::string written(const SourceItem* value) {
  return value == nullptr ? std::string{} : lay_out(SourceDocument{*value, {}});
}

void exchange(SourceValue& old, const NewRule& rule) {
  const auto answer = written(member(old, "answer"));
  set(old, "title", text_value(rule.title));
  set(old, "examples", list_value(rule.examples));
  set(old, "answer", lines_value(rule.answer));
  if (!rule.sources.empty()) set(old, "sources", list_value(rule.sources));
  if (written(member(old, "answer")) == answer) return;
  std::erase_if(old.items, [](const SourceItem& one) { return one.key == "\"reviewed\""; });
}

void append(SourceValue& list, const NewRule& rule) {
  auto added = item({}, rule_value(rule));
  added.above = std::exchange(list.below, {});
  list.items.push_back(std::move(added));
}

}  // namespace

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string topic_file(std::string_view topic, std::string_view schema, const std::vector<NewRule>& rules) {
  SourceDocument document;
  auto& root = document.root.value;
  root.open = '{';
  if (!schema.empty())
    root.items.push_back(item("$schema", text_value(std::string(schema) + "rules.schema.json")));
  root.items.push_back(item("topic", text_value(topic)));
  for (const auto& rule : rules) rules_of(document)->items.push_back(item({}, rule_value(rule)));
  return lay_out(document);
}

std::string with_rules(std::string_view text, const std::vector<NewRule>& rules) {
  auto document = read_source(text);
  auto* list = rules_of(document);
  std::unordered_map<std::string, std::size_t> there;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    if (const auto* id = member(list->items[i].value, "id")) there.emplace(id->value.token, i);
  }
  for (const auto& rule : rules) {
    if (const auto old = there.find(json_text(rule.id)); old != there.end()) {
      exchange(list->items[old->second].value, rule);
    } else {
      append(*list, rule);
    }
  }
  return lay_out(document);
}

}  // namespace verbatim::cli
