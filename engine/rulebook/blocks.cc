#include "engine/rulebook/blocks.h"

namespace verbatim {
namespace {

std::string plain_line(const Line& line) {
  std::string out;
  for (const auto& span : line) {
    out += span.text;
    if (!span.href.empty() && span.href != span.text) out += " (" + span.href + ")";
  }
  return out;
}

std::string plain_list(const Block& block) {
  std::string out;
  for (std::size_t i = 0; i < block.lines.size(); ++i) {
    if (i > 0) out += '\n';
    out += block.ordered ? std::to_string(i + 1) + ". " : "- ";
    out += plain_line(block.lines[i]);
  }
  return out;
}

std::string plain_block(const Block& block) {
  switch (block.kind) {
    case Block::Kind::kList:
      return plain_list(block);
    case Block::Kind::kCard:
      return block.title + "\n" + plain_text(block.blocks);
    default:
      return block.lines.empty() ? std::string{} : plain_line(block.lines.front());
  }
}

}  // namespace

std::string_view name_of(Tone tone) { return tone == Tone::kUrgent ? "urgent" : "crisis"; }

std::string plain_text(const std::vector<Block>& blocks) {
  std::string out;
  for (const auto& block : blocks) {
    if (!out.empty()) out += "\n\n";
    out += plain_block(block);
  }
  return out;
}

}  // namespace verbatim
