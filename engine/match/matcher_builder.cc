// Builds a Matcher: concepts first, then patterns, then weights, and examples last, as each needs the one
// before.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/match/concept_atoms.h"
#include "engine/match/matcher.h"
#include "engine/match/pattern_compiler.h"

namespace verbatim {

class MatcherBuilder {
 public:
  MatcherBuilder(const Model& model, std::vector<Diagnostic>& diagnostics)
      : model_(model),
        out_(diagnostics),
        matcher_(new Matcher(model)),
        stemmer_(matcher_->lexicon_.language()) {}

  std::unique_ptr<const Matcher> run() {
    const auto concepts = add_concepts(model_.concepts, matcher_->lexicon_, out_);
    if (const auto field = concepts.find(kFieldConcept); field != concepts.end())
      matcher_->field_ = field->second.atom;
    if (const auto names = concepts.find(kNamesConcept); names != concepts.end())
      unite_names(names->second.atom);
    add_courtesies();
    PatternCompiler compiler(matcher_->lexicon_, matcher_->shapes_, concepts);
    for (RuleId rule = 0; rule < model_.rules.size(); ++rule) add_patterns(rule, compiler);
    for (const auto& flow : model_.flows) add_choices(flow, compiler);
    if (has_errors(out_)) return nullptr;
    file_patterns();
    for (const auto& rule : model_.rules) count_words(rule);
    matcher_->lexicon_.weigh(model_.rules.size());
    matcher_->lexicon_.learn_spelling();
    for (RuleId rule = 0; rule < model_.rules.size(); ++rule) add_examples(rule);
    matcher_->examples_.finish();
    give_back_spare_room();
    return std::move(matcher_);
  }

 private:
  void unite_names(AtomId names) {
    const auto& concept_of_names = *std::ranges::find(model_.concepts, kNamesConcept, &Concept::name);
    const auto words = text::tokenise(concept_of_names.phrases.front().text, matcher_->lexicon_.language());
    matcher_->lexicon_.unite(names, matcher_->lexicon_.add_stem(words.back().folded, stemmer_));
  }

  void add_courtesies() {
    auto& lexicon = matcher_->lexicon_;
    const auto courtesies = lexicon.add_atom("a courtesy");
    for (const auto phrase : lexicon.language().courtesies) {
      std::vector<SymbolId> words;
      for (const auto& token : text::tokenise(phrase, lexicon.language()))
        words.push_back(lexicon.add_stem(token.folded, stemmer_));
      lexicon.add_phrase(courtesies, words);
    }
    lexicon.pass_over(courtesies);
  }

  void report(const Text& source, const std::vector<PatternError>& errors) {
    for (const auto& error : errors) {
      const Position at{source.at.line, source.at.column + 1 + static_cast<std::uint32_t>(error.offset)};
      out_.push_back({error.code, Severity::kError, source.file, at, error.message, error.hint});
    }
  }

  CompiledPattern compile(const Text& source, PatternCompiler& compiler) {
    auto parsed = parse_pattern(source.text, matcher_->lexicon_.language());
    CompiledPattern compiled;
    if (parsed.errors.empty()) compiled = compiler.compile(parsed.tree, parsed.errors);
    for (const auto& part : parsed.tree.parts) add_pairs(part.node);
    report(source, parsed.errors);
    return compiled;
  }

  // Words that a pattern puts next to each other.
  void add_pairs(const PatternNode& node) {
    const PatternNode* before = nullptr;
    for (const auto& child : node.children) {
      const bool word = child.kind == PatternNode::Kind::kWord || child.kind == PatternNode::Kind::kExact;
      if (word && before != nullptr) matcher_->lexicon_.add_pair(before->text, child.text);
      before = word && node.kind == PatternNode::Kind::kSequence ? &child : nullptr;
      add_pairs(child);
    }
  }

  void add_patterns(RuleId rule, PatternCompiler& compiler) {
    for (const auto& source : model_.rules[rule].patterns) {
      matcher_->patterns_.push_back(compile(source, compiler));
      matcher_->rule_of_.push_back(rule);
      matcher_->sources_.push_back(&source);
    }
    auto& unless = matcher_->unless_.emplace_back();
    for (const auto& source : model_.rules[rule].unless) unless.push_back(compile(source, compiler));
  }

  void add_choices(const Flow& flow, PatternCompiler& compiler) {
    for (const auto& step : flow.steps) {
      for (const auto& choice : step.choices) {
        for (const auto& source : choice.says) matcher_->says_[&choice].push_back(compile(source, compiler));
      }
    }
  }

  void file_patterns() {
    std::vector<PatternId> danger;
    std::vector<PatternId> questions;
    for (PatternId pattern = 0; pattern < matcher_->patterns_.size(); ++pattern) {
      const auto tier = model_.rules[matcher_->rule_of_[pattern]].tier;
      (tier == Tier::kNormal ? questions : danger).push_back(pattern);
    }
    const auto atoms = matcher_->lexicon_.atom_count();
    matcher_->danger_.emplace(matcher_->patterns_, danger, atoms);
    matcher_->questions_.emplace(matcher_->patterns_, questions, atoms);
  }

  // Each rule counts once for every stem of its title and examples.
  void count_words(const Rule& rule) {
    std::set<SymbolId> stems;
    const auto add = [&](const std::string& text) {
      const auto tokens = text::tokenise(text, matcher_->lexicon_.language());
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        stems.insert(matcher_->lexicon_.add_stem(tokens[i].folded, stemmer_));
        if (i > 0) matcher_->lexicon_.add_pair(tokens[i - 1].folded, tokens[i].folded);
      }
    };
    add(rule.title);
    for (const auto& example : rule.examples) add(example.text);
    for (const auto stem : stems) matcher_->lexicon_.count(stem);
  }

  void add_examples(RuleId rule) {
    const auto& source = model_.rules[rule];
    const auto kind = source.tier == Tier::kNormal ? ExampleKind::kQuestion : ExampleKind::kDanger;
    if (kind == ExampleKind::kQuestion)
      add_example(rule, kind, source.title);  // that of a danger is a heading
    for (const auto& example : source.examples) add_example(rule, kind, example.text);
    for (const auto& example : source.not_examples) add_example(rule, ExampleKind::kCounter, example.text);
  }

  void add_example(RuleId rule, ExampleKind kind, const std::string& text) {
    matcher_->examples_.add(rule, kind, matcher_->read(text), matcher_->lexicon_);
    matcher_->example_texts_.push_back(&text);
  }

  // Vectors that grew by doubling; a matcher lives for days.
  void give_back_spare_room() {
    for (auto& pattern : matcher_->patterns_) {
      pattern.parts.shrink_to_fit();
      pattern.required.shrink_to_fit();
    }
    matcher_->patterns_.shrink_to_fit();
    matcher_->rule_of_.shrink_to_fit();
    matcher_->sources_.shrink_to_fit();
    matcher_->unless_.shrink_to_fit();
    matcher_->example_texts_.shrink_to_fit();
  }

  const Model& model_;
  std::vector<Diagnostic>& out_;
  std::unique_ptr<Matcher> matcher_;
  text::Stemmer stemmer_;
};

std::unique_ptr<const Matcher> Matcher::build(const Model& model, std::vector<Diagnostic>& diagnostics) {
  return MatcherBuilder(model, diagnostics).run();
}

}  // namespace verbatim
