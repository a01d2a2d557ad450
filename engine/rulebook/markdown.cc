#include "engine/rulebook/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <utility>

namespace verbatim {
namespace {

// Receives md4c's events; `out_` grows by a block at each closing paragraph or list.
class Builder {
 public:
  Markdown take() { return std::move(out_); }

  void enter(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_DOC:
        break;
      case MD_BLOCK_P:
        line_.clear();
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        if (in_list_++ > 0) problem("A list inside a list is not shown; write one flat list.");
        list_ = {.kind = Block::Kind::kList, .ordered = type == MD_BLOCK_OL};
        break;
      case MD_BLOCK_LI:
        line_.clear();
        break;
      case MD_BLOCK_H:
        problem("Headings (#) are not shown; use **bold** text.");
        line_.clear();
        break;
      default:
        problem("Only paragraphs, lists, bold, italic and links are shown; write this another way.");
        line_.clear();
        break;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_P && in_list_ == 0) return paragraph();
    if (type == MD_BLOCK_LI && !line_.empty()) list_.lines.push_back(std::exchange(line_, {}));
    if ((type == MD_BLOCK_UL || type == MD_BLOCK_OL) && --in_list_ == 0)
      out_.blocks.push_back(std::move(list_));
  }

  void enter_span(MD_SPANTYPE type, const void* detail) {
    if (type == MD_SPAN_STRONG) {
      style_.bold = true;
    } else if (type == MD_SPAN_EM) {
      style_.italic = true;
    } else if (type == MD_SPAN_A) {
      const auto& href = static_cast<const MD_SPAN_A_DETAIL*>(detail)->href;
      style_.href.assign(href.text, href.size);
    } else {
      problem("Pictures and code are not shown; only bold, italic and links are.");
    }
  }

  void leave_span(MD_SPANTYPE type) {
    if (type == MD_SPAN_STRONG) style_.bold = false;
    if (type == MD_SPAN_EM) style_.italic = false;
    if (type == MD_SPAN_A) style_.href.clear();
  }

  void text(MD_TEXTTYPE type, std::string_view text) {
    if (type == MD_TEXT_BR) text = "\n";
    if (type == MD_TEXT_SOFTBR) text = " ";
    if (type == MD_TEXT_ENTITY) problem("Names such as &nbsp; are not read; write the character itself.");
    if (type == MD_TEXT_HTML) return problem("HTML is not shown; write plain text.");
    const bool same_style = !line_.empty() && line_.back().bold == style_.bold &&
                            line_.back().italic == style_.italic && line_.back().href == style_.href;
    if (same_style) {
      line_.back().text += text;
    } else {
      line_.push_back(style_);
      line_.back().text = text;
    }
  }

 private:
  void paragraph() {
    if (line_.empty()) return;
    const bool link = line_.size() == 1 && !line_[0].href.empty();
    out_.blocks.push_back(
        {.kind = link ? Block::Kind::kLink : Block::Kind::kParagraph, .lines = {std::exchange(line_, {})}});
  }

  void problem(std::string sentence) {
    if (std::ranges::find(out_.problems, sentence) == out_.problems.end())
      out_.problems.push_back(std::move(sentence));
  }

  Markdown out_;
  Block list_;
  Line line_;
  Span style_;
  int in_list_ = 0;
};

Builder& builder(void* user) { return *static_cast<Builder*>(user); }

}  // namespace

Markdown parse_markdown(std::string_view text) {
  Builder result;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOINDENTEDCODEBLOCKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void*, void* user) {
    builder(user).enter(type);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) {
    builder(user).leave(type);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
    builder(user).enter_span(type, detail);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* user) {
    builder(user).leave_span(type);
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* user) {
    builder(user).text(type, {piece, size});
    return 0;
  };
  md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &result);
  return result.take();
}

bool is_safe_link(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("mailto:") || address.starts_with("tel:");
}

}  // namespace verbatim
