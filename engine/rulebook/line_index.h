// LineIndex turns an offset into a file into a line and a column.
#ifndef VERBATIM_ENGINE_RULEBOOK_LINE_INDEX_H_
#define VERBATIM_ENGINE_RULEBOOK_LINE_INDEX_H_

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/rulebook/diagnostic.h"
#include "engine/text/utf8.h"

namespace verbatim {

class LineIndex {
 public:
  // `text` must outlive the index, which is for one thread.
  explicit LineIndex(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') starts_.push_back(i + 1);
    }
  }

  Position at(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<std::size_t>(next - starts_.begin());
    // A file may be one long line: the counting goes on from the place that was asked for last.
    if (*(next - 1) > last_offset_ || offset < last_offset_) {
      last_offset_ = *(next - 1);
      last_column_ = 1;
    }
    last_column_ += text::length(text_.substr(last_offset_, offset - last_offset_));
    last_offset_ = offset;
    return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(last_column_)};
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_ = {0};
  mutable std::size_t last_offset_ = 0;
  mutable std::size_t last_column_ = 1;
};

}  // namespace verbatim

#endif  // VERBATIM_ENGINE_RULEBOOK_LINE_INDEX_H_
