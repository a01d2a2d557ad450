// Answers are written in a small part of Markdown and read once, at load, into blocks.
//
// What is understood: paragraphs, lists (one level), **bold**, *italic*, links.
// A paragraph that is nothing but a link becomes a link block.  Everything else
// (headings, images, tables, code, HTML) is a problem to be reported, so that a
// visitor never sees markup.
#ifndef VERBATIM_ENGINE_RULEBOOK_MARKDOWN_H_
#define VERBATIM_ENGINE_RULEBOOK_MARKDOWN_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook/blocks.h"

namespace verbatim {

struct Markdown {
  std::vector<Block> blocks;
  std::vector<std::string> problems;  // one sentence each; empty when all was understood
};

Markdown parse_markdown(std::string_view text);

// https:, mailto: and tel: addresses; nothing else is ever put behind a link.
bool is_safe_link(std::string_view address);

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_MARKDOWN_H_
