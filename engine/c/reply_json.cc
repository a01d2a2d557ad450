#include "engine/c/reply_json.h"

#include <nlohmann/json.hpp>

namespace verbatim::c {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Line& line) {
  auto spans = Json::array();
  for (const auto& span : line) {
    Json out = {{"text", span.text}};
    if (span.bold) out["bold"] = true;
    if (span.italic) out["italic"] = true;
    if (!span.href.empty()) out["href"] = span.href;
    spans.push_back(std::move(out));
  }
  return spans;
}

Json json_of(const std::vector<Block>& blocks);

Json list_of(const Block& block) {
  auto items = Json::array();
  for (const auto& line : block.lines) items.push_back(json_of(line));
  return {{"type", "list"}, {"ordered", block.ordered}, {"items", std::move(items)}};
}

Json json_of(const Block& block) {
  static const Line kNothing{Span{}};
  const auto& line = block.lines.empty() || block.lines.front().empty() ? kNothing : block.lines.front();
  switch (block.kind) {
    case Block::Kind::kParagraph:
      return {{"type", "paragraph"}, {"spans", json_of(line)}};
    case Block::Kind::kList:
      return list_of(block);
    case Block::Kind::kLink:
      return {{"type", "link"}, {"href", line.front().href}, {"text", line.front().text}};
    case Block::Kind::kCard:
      break;
  }
  return {{"type", "card"},
          {"tone", name_of(block.tone)},
          {"title", block.title},
          {"blocks", json_of(block.blocks)}};
}

Json json_of(const std::vector<Block>& blocks) {
  auto out = Json::array();
  for (const auto& block : blocks) out.push_back(json_of(block));
  return out;
}

Json json_of(const std::vector<Choice>& choices) {
  auto out = Json::array();
  for (const auto& choice : choices) out.push_back({{"value", choice.value}, {"title", choice.title}});
  return out;
}

Json json_of(const std::vector<Answered>& answers) {
  auto out = Json::array();
  for (const auto& answer : answers) out.push_back({{"rule", answer.rule}, {"topic", answer.topic}});
  return out;
}

std::string_view urgency(ReplyKind kind) {
  if (kind == ReplyKind::kUrgent) return "urgent";
  return kind == ReplyKind::kCrisis ? "crisis" : "none";
}

}  // namespace

std::string reply_json(const Reply& reply) {
  Json out = {
      {"kind", name_of(reply.kind)},   {"blocks", json_of(reply.blocks)}, {"choices", json_of(reply.choices)},
      {"rule", reply.rule()},          {"topic", reply.topic()},          {"answers", json_of(reply.answers)},
      {"urgency", urgency(reply.kind)}};
  if (const auto& flow = reply.flow)
    out["flow"] = {{"id", flow->flow},
                   {"title", flow->title},
                   {"step", flow->step},
                   {"number", flow->number},
                   {"of", flow->of}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace verbatim::c
