// What a pattern matches, on words.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "engine/match/concept_atoms.h"
#include "engine/match/pattern_compiler.h"

using namespace verbatim;

namespace {

// One pattern over a few concepts, ready to be tried on messages.
class Tried {
 public:
  explicit Tried(std::string_view pattern, std::string_view locale = "en")
      : lexicon_(text::language_of(locale)), concepts_(make_concepts()) {
    const auto atoms = add_concepts(concepts_, lexicon_, diagnostics_);
    PatternCompiler compiler(lexicon_, shapes_, atoms);
    auto parsed = parse_pattern(pattern, lexicon_.language());
    if (parsed.errors.empty()) compiled_ = compiler.compile(parsed.tree, parsed.errors);
    for (const auto& error : parsed.errors) errors_ += std::to_string(error.offset) + ": " + error.message;
  }

  const std::string& errors() const { return errors_; }
  bool matches(std::string_view message) const {
    return match(compiled_, read(message, lexicon_)).has_value();
  }

  // The matched words, or "-" when the pattern does not match.
  std::string words(std::string_view message) const {
    const auto reading = read(message, lexicon_);
    const auto found = match(compiled_, reading);
    if (!found) return "-";
    std::string out;
    for (const auto word : found->words) out += (out.empty() ? "" : " ") + reading.tokens[word].folded;
    return out;
  }

  std::string captured(std::string_view message) const {
    const auto found = match(compiled_, read(message, lexicon_));
    std::string out;
    if (found) {
      for (const auto& value : found->captures) out += value.name + "=" + value.value + ";";
    }
    return out;
  }

  std::size_t shapes() const { return shapes_.size(); }

 private:
  static std::vector<Concept> make_concepts() {
    const auto phrases = [](std::initializer_list<const char*> texts) {
      std::vector<Text> out;
      for (const auto* text : texts) out.push_back({text, "concepts.json", {}});
      return out;
    };
    return {{"scar", phrases({"scar", "acne mark", "@pit"}), "concepts.json", {}},
            {"pit", phrases({"pit", "ice pick scar"}), "concepts.json", {}},
            {"session", phrases({"session", "treatment", "\"go\""}), "concepts.json", {}}};
  }

  Lexicon lexicon_;
  ShapePool shapes_;
  std::vector<Concept> concepts_;
  std::vector<Diagnostic> diagnostics_;
  CompiledPattern compiled_;
  std::string errors_;
};

struct Row {
  std::string_view pattern;
  std::string_view message;
  std::string_view words;  // "-" for no match
};

void check(const Row& row) {
  CAPTURE(row.pattern);
  CAPTURE(row.message);
  const Tried tried(row.pattern);
  REQUIRE(tried.errors() == "");
  CHECK(tried.words(row.message) == row.words);
}

}  // namespace

TEST_CASE("words match whole words, next to each other, by stem") {
  const Row rows[] = {
      {"rest", "I went to the restroom", "-"},
      {"rest", "resting is fine", "resting"},
      {"how many", "so HOW many?", "how many"},
      {"how many", "how are many", "-"},
      {"\"rest\"", "resting is fine", "-"},
      {"\"rest\"", "take a rest", "rest"},
      {"naïve café", "a NAÏVE CAFÉ!", "naïve café"},
      {"针", "微针治疗", "针"},
      {"😀", "hi 😀", "😀"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("alternatives, optional parts, gaps and anchors") {
  const Row rows[] = {
      {"(one|two three) more", "two three more", "two three more"},
      {"(one|two three) more", "two more", "-"},
      {"(how [very] much|how many) pain", "how very much pain", "how very much pain"},
      {"a [b] c", "x a c", "a c"},
      {"a [b] c", "a b c", "a b c"},
      {"a * c", "a 1 2 3 4 5 6 7 8 c", "a c"},
      {"a * c", "a 1 2 3 4 5 6 7 8 9 c", "-"},
      {"a *2 c", "a 1 2 c", "a c"},
      {"a *2 c", "a 1 2 3 c", "-"},
      {"< hi", "hi there", "hi"},
      {"< hi", "oh hi", "-"},
      {"hi >", "oh hi!!", "hi"},
      {"< hi >", "hi hi", "-"},
      {"a * a", "a b a", "a a"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("concepts match any of their phrases, those of inner concepts too") {
  const Row rows[] = {
      {"my @scar", "help my acne marks", "my acne marks"},
      {"my @scar", "my ice pick scars", "my ice pick scars"},
      {"my @scar hurts", "my ice pick scar hurts", "my ice pick scar hurts"},
      {"my @scar", "my session", "-"},
      {"@session", "goes", "-"},
      {"@session", "one more go", "go"},
      {"@scar * @session", "scar after treatments", "scar treatments"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("parts match in any order, and what must not be there is not") {
  const Row rows[] = {
      {"red & face", "my face is red", "face red"},
      {"red & face", "my face", "-"},
      {"red & !rash", "red rash", "-"},
      {"red & !rash", "red face", "red"},
      {"red !(rash|hot water)", "red hot water", "-"},
      {"red !(rash|hot water)", "red hot air", "red"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("regular expressions for experts run over the folded words") {
  const Row rows[] = {
      {"/colou?rs?/", "what COLOURS", "colours"},
      {"/a b/ & c", "c! a-b", "c a b"},
      {"/x{3}/", "xx", "-"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("values are captured as their folded words") {
  CHECK(Tried("after {when:duration}").captured("is it red after 2 or 3 Days?") == "when=2 or 3 days;");
  CHECK(Tried("{n:number} @session").captured("three sessions") == "n=three;");
  CHECK(Tried("on my {where:scar}").captured("on my acne marks") == "where=acne marks;");
  CHECK(Tried("{day:date}").captured("i had it last tuesday") == "day=last tuesday;");
  CHECK(Tried("red [for {days:duration}]").captured("red") == "");
}

TEST_CASE("a pattern that cannot work is refused with the place") {
  CHECK(Tried("x @scra").errors() == "2: There is no concept @scra.");
  CHECK(Tried("[a] *").errors() == "0: This part of the pattern matches any message.");
  CHECK(Tried("a & /(/").errors().starts_with("4: This regular expression is not valid"));
}

TEST_CASE("matching knows no language but that of the stemmer") {
  const Tried spanish("(sesión|tratamiento)", "es");
  CHECK(spanish.matches("¿Cuántas sesiones?"));
  CHECK(spanish.matches("los tratamientos"));
}

TEST_CASE("hostile messages are matched like any other") {
  const Tried tried("red * face");
  std::string noise;
  for (int i = 0; i < 5000; ++i) noise += "red ";
  CHECK_FALSE(tried.matches(noise));
  CHECK_FALSE(tried.matches(std::string(10000, ';')));
  CHECK_FALSE(tried.matches(";A;B\xFF\xFE;;"));
  CHECK_FALSE(tried.matches(""));
}
