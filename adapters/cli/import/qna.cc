#include "adapters/cli/import/qna.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "adapters/cli/import/lines.h"

namespace verbatim::cli {
namespace {

constexpr std::string_view kSource = "> !# @qna.pair.source =";

class QnaReader {
 public:
  explicit QnaReader(std::string_view text) : text_(text) {}

  Entries run() {
    while (next_line()) take_line();
    if (answer_)
      remark(answer_line_, "The ``` fence of the answer is never closed; the question is left out.");
    if (!answer_) finish();
    return std::move(out_);
  }

 private:
  enum class Part { kQuestions, kFilters, kPrompts };

  bool next_line() {
    if (text_.empty()) return false;
    line_ = text_.substr(0, text_.find('\n'));
    text_.remove_prefix(std::min(text_.size(), line_.size() + 1));
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    ++number_;
    return true;
  }

  void remark(std::size_t line, std::string what) { out_.remarks.push_back({line, std::move(what)}); }

  void take_line() {
    const auto line = trimmed(line_);
    if (answer_) return take_answer(line);
    if (line.starts_with("# ?") || line.starts_with("#?")) return begin(line.substr(line.find('?') + 1));
    if (line.starts_with(kSource)) {
      source_ = trimmed(line.substr(kSource.size()));
    } else if (line.starts_with("```")) {
      answer_.emplace();
      answer_line_ = number_;
    } else if (line.starts_with("**Filters:")) {
      part_ = Part::kFilters;
    } else if (line.starts_with("**Prompts:")) {
      part_ = Part::kPrompts;
      remark(number_, "Prompts are not taken over; give the rule follow_ups.");
    } else if (line.starts_with("- ") || line.starts_with("* ")) {
      take_item(trimmed(line.substr(2)));
    } else if (line.starts_with("[import]")) {
      remark(number_, "Another file is not read; import it by itself.");
    } else if (!line.empty() && !line.starts_with('>') && !line.starts_with("<a")) {
      remark(number_, "This line is not understood and left out.");
    }
  }

  void begin(std::string_view question) {
    finish();
    entry_.emplace();
    entry_->line = number_;
    entry_->question = trimmed(question);
    if (!source_.empty()) entry_->sources = {std::exchange(source_, {})};
    part_ = Part::kQuestions;
  }

  void take_item(std::string_view item) {
    if (!entry_) return;
    if (part_ == Part::kQuestions) entry_->alternates.emplace_back(item);
    if (part_ != Part::kFilters) return;
    const auto equals = std::min(item.find('='), item.size());
    const auto name = trimmed(item.substr(0, equals));
    if (equals < item.size() && (name == "topic" || name == "category"))
      entry_->topic = trimmed(item.substr(equals + 1));
  }

  void take_answer(std::string_view line) {
    if (line.starts_with("```")) {
      if (entry_) entry_->answer = trimmed(*answer_);
      answer_.reset();
      part_ = Part::kPrompts;
    } else {
      *answer_ += std::string(line_) + '\n';
    }
  }

  void finish() {
    if (!entry_) return;
    if (entry_->question.empty() || entry_->answer.empty()) {
      remark(entry_->line, entry_->answer.empty()
                               ? "The question has no answer in a ``` fence; it is left out."
                               : "The question is empty; it is left out.");
    } else {
      out_.entries.push_back(std::move(*entry_));
    }
    entry_.reset();
  }

  std::string_view text_;
  std::string_view line_;
  std::size_t number_ = 0;
  Entries out_;
  std::optional<Entry> entry_;
  std::optional<std::string> answer_;  // while inside the fence
  std::size_t answer_line_ = 0;
  std::string source_;
  Part part_ = Part::kQuestions;
};

}  // namespace

Entries read_qna(std::string_view text) { return QnaReader(text).run(); }

}  // namespace verbatim::cli
