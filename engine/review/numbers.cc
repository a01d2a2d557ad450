#include "engine/review/numbers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/match/matcher.h"
#include "engine/review/statements.h"
#include "engine/text/stemmer.h"
#include "engine/text/tokenise.h"

namespace verbatim::review {
namespace {

// Share of the words that two sentences must have in common to be about the same thing.
constexpr double kSameSubject = 0.7;
constexpr std::size_t kFewestSubjectWords = 2;

const text::Language& language_of(const Desk& desk) { return desk.edition.matcher().lexicon().language(); }

struct Said {
  const Rule* rule;
  const Text* written;
  Statement statement;
  bool named;  // the sentence names what its rule is about: not "Some clinics say two days."
};

bool same_subject(const Statement& a, const Statement& b) {
  if (std::min(a.subject.size(), b.subject.size()) < kFewestSubjectWords) return false;
  std::size_t common = 0;
  for (const auto& word : a.subject) common += b.subject.contains(word);
  const auto all = a.subject.size() + b.subject.size() - common;
  return static_cast<double>(common) >= kSameSubject * static_cast<double>(all);
}

// "30 minutes" and "half an hour" differ by a rounding error.
bool same_amounts(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) { return std::abs(x - y) < 1e-6; });
}

bool contradict(const Said& a, const Said& b) {
  return a.rule != b.rule && (a.named || b.named) &&
         !same_amounts(a.statement.amounts, b.statement.amounts) && same_subject(a.statement, b.statement);
}

std::string trimmed(const std::string& sentence) {
  const auto first = sentence.find_first_not_of(" \n-");
  return first == std::string::npos ? sentence : sentence.substr(first);
}

class Numbers {
 public:
  explicit Numbers(const Desk& desk) : desk_(desk) {
    for (const auto& rule : desk.edition.rules()) add(rule);
  }

  // Sentences are compared with those that share a unit and their rarest word, so that the work grows
  // with what is alike and not with the square of the rulebook.
  void find_contradictions() {
    for (const auto& [key, group] : groups_) {
      for (std::size_t i = 0; i < group.size(); ++i) {
        for (std::size_t j = i + 1; j < group.size(); ++j) compare(said_[group[i]], said_[group[j]]);
      }
    }
  }

 private:
  static constexpr std::size_t kLargestGroup = 64;

  void add(const Rule& rule) {
    const auto statements = statements_of(plain_text(rule.answer), language_of(desk_));
    if (statements.empty()) return;
    const auto theme = theme_of(rule);
    for (const auto& statement : statements) {
      // "24 hours at least, better 48": a sentence with several numbers of a kind weighs them itself.
      const auto alike = std::ranges::count_if(statements, [&](const Statement& one) {
        return one.sentence == statement.sentence && one.unit == statement.unit;
      });
      if (statement.unit.empty() || alike > 1) continue;
      const bool named = std::ranges::any_of(statement.subject,
                                             [&](const std::string& word) { return theme.contains(word); });
      const auto index = said_.size();
      for (const auto& word : statement.subject) {
        auto& group = groups_[statement.unit + ' ' + word];
        if (group.size() < kLargestGroup) group.push_back(index);
      }
      said_.push_back({&rule, &rule.written, statement, named});
    }
  }

  // Stems of the title and the examples.
  std::set<std::string> theme_of(const Rule& rule) const {
    const auto& language = language_of(desk_);
    text::Stemmer stemmer(language);
    std::set<std::string> out;
    const auto add_words = [&](const std::string& text) {
      for (const auto& word : text::tokenise(text, language)) {
        if (!text::is_function_word(language, word.folded)) out.insert(stemmer.stem(word.folded));
      }
    };
    add_words(rule.title);
    for (const auto& example : rule.examples) add_words(example.text);
    return out;
  }

  void compare(const Said& a, const Said& b) {
    if (!contradict(a, b) || !reported_.insert({a.rule, b.rule}).second) return;
    desk_
        .add(Severity::kWarning, "contradiction", place_of(*b.written),
             "\"" + b.statement.words + "\" here, but \"" + a.statement.words + "\" in " + a.rule->id + ": " +
                 trimmed(a.statement.sentence),
             "Make a fact of the number and write {{its name}} in both answers, or say what differs.")
        .related = {{a.written->file, a.written->at, "\"" + a.statement.words + "\""}};
  }

  const Desk& desk_;
  std::vector<Said> said_;
  std::map<std::string, std::vector<std::size_t>> groups_;  // by unit and a word of the subject
  std::set<std::pair<const Rule*, const Rule*>> reported_;
};

// Text without its {{placeholders}}.
std::string without_facts(std::string_view written) {
  std::string out;
  while (true) {
    const auto open = written.find("{{");
    const auto close = open == std::string_view::npos ? open : written.find("}}", open);
    if (close == std::string_view::npos) return out += written;
    out += written.substr(0, open);
    out += " … ";
    written.remove_prefix(close + 2);
  }
}

struct KnownFact {
  const Fact* fact;
  std::vector<double> amounts;
  std::string unit;
  std::set<std::string> words;  // stems of the first part of its name: "botox" of "botox.gap"
};

std::vector<KnownFact> facts_with_numbers(const Desk& desk) {
  const auto& language = language_of(desk);
  text::Stemmer stemmer(language);
  std::vector<KnownFact> out;
  for (const auto& fact : desk.edition.model().facts) {
    const auto statements = statements_of(fact.value, language);
    if (statements.size() != 1 || fact.name.starts_with("clinic.")) continue;
    auto name = fact.name.substr(0, fact.name.find('.'));
    std::ranges::replace(name, '_', ' ');
    KnownFact known{&fact, statements.front().amounts, statements.front().unit, {}};
    for (const auto& word : text::tokenise(name, language)) known.words.emplace(stemmer.stem(word.folded));
    out.push_back(std::move(known));
  }
  return out;
}

bool speaks_of(const Statement& statement, const KnownFact& known) {
  return std::ranges::any_of(known.words, [&](const auto& word) { return statement.subject.contains(word); });
}

void find_literals(const Desk& desk) {
  const auto facts = facts_with_numbers(desk);
  for (const auto& rule : desk.edition.rules()) {
    for (const auto& statement : statements_of(without_facts(rule.written.text), language_of(desk))) {
      const auto known = std::ranges::find_if(facts, [&](const KnownFact& one) {
        return one.unit == statement.unit && same_amounts(one.amounts, statement.amounts) &&
               speaks_of(statement, one);
      });
      if (known == facts.end()) continue;
      desk.add(Severity::kWarning, "literal-fact", place_of(rule.written),
               "\"" + statement.words + "\" is the value of the fact " + known->fact->name + ".",
               "Write {{" + known->fact->name + "}}, so that it follows when the fact changes.")
          .related = {{known->fact->file, known->fact->at, "the fact"}};
    }
  }
}

}  // namespace

void review_numbers(const Desk& desk) {
  Numbers(desk).find_contradictions();
  find_literals(desk);
}

}  // namespace verbatim::review
