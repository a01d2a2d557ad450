#include "engine/review/statements.h"

#include <algorithm>
#include <optional>

#include "engine/match/types.h"
#include "engine/text/stemmer.h"
#include "engine/text/tokenise.h"

namespace verbatim::review {
namespace {

std::vector<std::string_view> sentences_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool last = i + 1 == text.size();
    const bool stop = (c == '.' || c == '!' || c == '?') && (last || text[i + 1] <= ' ');
    if (c != '\n' && !stop && !last) continue;
    out.push_back(text.substr(start, i + 1 - start));
    start = i + 1;
  }
  return out;
}

// A stretch of tokens that says a number.
struct Stretch {
  std::size_t begin;
  std::size_t end;
  bool duration;
  std::vector<double> amounts;
};

class SentenceReader {
 public:
  SentenceReader(std::string_view sentence, const text::Language& language)
      : sentence_(sentence),
        language_(language),
        words_(text::tokenise(sentence, language)),
        stemmer_(language) {
    find_types(words_, language, [&](const FoundValue& value) {
      if (value.type == ValueType::kNumber && value.amount) add_number(value);
      if (value.type == ValueType::kDuration && value.amount) add_duration(value);
    });
    join_ranges();
  }

  std::vector<Statement> statements() {
    std::vector<Statement> out;
    const auto subject = subject_words();
    for (const auto& stretch : stretches_) {
      out.push_back({.sentence = std::string(sentence_),
                     .words = words_in(stretch),
                     .unit = unit_of(stretch),
                     .amounts = stretch.amounts,
                     .subject = subject});
    }
    return out;
  }

 private:
  bool covered(std::size_t word) const {
    return std::ranges::any_of(stretches_,
                               [&](const Stretch& one) { return one.begin <= word && word < one.end; });
  }

  void add_number(const FoundValue& value) {
    if (!covered(value.start)) stretches_.push_back({value.start, value.start + 1, false, {*value.amount}});
  }

  // The longest duration that starts here takes the place of its numbers.
  void add_duration(const FoundValue& value) {
    const auto end = value.start + value.length;
    Stretch made{value.start, end, true, {}};
    const auto* unit = language_.quantities.units.find(words_[end - 1].folded);
    std::erase_if(stretches_, [&](const Stretch& one) {
      const bool inside = one.begin >= made.begin && one.end <= made.end;
      if (inside && !one.duration) made.amounts.push_back(one.amounts.front() * unit->amount);
      return inside;
    });
    for (auto i = made.begin + 1; i + 1 < made.end; ++i) {
      if (const auto number = first_number({words_[i]}, language_))
        made.amounts.push_back(*number * unit->amount);
    }
    if (made.amounts.empty()) made.amounts = {*value.amount};
    if (!covered(made.begin)) stretches_.push_back(std::move(made));
  }

  // "three to six" sessions is one number of two amounts.
  void join_ranges() {
    for (std::size_t i = 0; i + 1 < stretches_.size();) {
      auto& first = stretches_[i];
      const auto& second = stretches_[i + 1];
      const bool adjoin = first.end == second.begin ||
                          (first.end + 1 == second.begin &&
                           text::is_one_of(language_.quantities.between, words_[first.end].folded));
      if (first.duration || second.duration || !adjoin) {
        ++i;
        continue;
      }
      first.end = second.end;
      first.amounts.insert(first.amounts.end(), second.amounts.begin(), second.amounts.end());
      stretches_.erase(stretches_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }

  bool is_money(const Stretch& stretch) const {
    const auto before = sentence_.substr(0, words_[stretch.begin].begin);
    return before.ends_with('$') || before.ends_with("£") || before.ends_with("€");
  }

  std::string unit_of(const Stretch& stretch) {
    if (stretch.duration) return "days";
    if (is_money(stretch)) return "money";
    if (stretch.end >= words_.size()) return {};
    return std::string(stemmer_.stem(words_[stretch.end].folded));
  }

  std::string words_in(const Stretch& stretch) const {
    std::string out;
    for (auto i = stretch.begin; i < stretch.end; ++i) out += (out.empty() ? "" : " ") + words_[i].folded;
    return out;
  }

  std::set<std::string> subject_words() {
    std::set<std::string> out;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!covered(i) && names_something(words_[i].folded)) out.emplace(stemmer_.stem(words_[i].folded));
    }
    return out;
  }

  // Grammar, question words and "at least" say nothing of what a number is about.
  bool names_something(std::string_view folded) const {
    return !text::is_function_word(language_, folded) && !text::is_one_of(language_.openers, folded) &&
           !text::is_one_of(language_.quantities.hedges, folded);
  }

  std::string_view sentence_;
  const text::Language& language_;
  std::vector<text::Token> words_;
  text::Stemmer stemmer_;
  std::vector<Stretch> stretches_;
};

}  // namespace

std::vector<Statement> statements_of(std::string_view text, const text::Language& language) {
  std::vector<Statement> out;
  for (const auto sentence : sentences_of(text)) {
    for (auto& one : SentenceReader(sentence, language).statements()) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace verbatim::review
