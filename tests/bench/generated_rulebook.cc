#include "tests/bench/generated_rulebook.h"

#include <cmath>
#include <random>
#include <stdexcept>

namespace verbatim::bench {
namespace {

constexpr unsigned kSeed = 20240607;

// Pronounceable words that no stemmer shortens to the same stem: "bako", "bakore", …
std::string word(std::size_t number) {
  static constexpr const char* kSyllables[] = {"ba", "ko", "ru", "mi", "ta", "lo",
                                               "ve", "zu", "pa", "do", "ga", "fu"};
  std::string out;
  for (number += 12; number > 0; number /= 12) out += kSyllables[number % 12];
  return out + "k";
}

struct Names {
  explicit Names(std::size_t rules)
      : count(static_cast<std::size_t>(std::sqrt(static_cast<double>(rules))) + 1) {}
  std::string aspect(std::size_t rule) const { return word(rule % count); }
  std::string entity(std::size_t rule) const {
    return word(count + rule / count) + " " + word(2 * count + rule % 97);
  }
  std::size_t count;
};

std::string rule_json(std::size_t rule, const Names& names) {
  const auto id = std::to_string(rule);
  const auto aspect = names.aspect(rule);
  const auto entity = names.entity(rule);
  return "{\"id\": \"r." + id + "\", \"title\": \"About " + aspect + " of " + entity +
         "\", \"patterns\": [\"" + aspect + " * " + entity + "\", \"" + entity + " * " + aspect +
         "\", \"@ask " + aspect + " & " + entity + "\"], \"examples\": [\"What is the " + aspect + " of " +
         entity + "?\", \"Tell me the " + aspect + " for " + entity +
         "\"], \"answer\": \"The clinic's answer number " + id + ".\\n\\n- first point\\n- second point\"}";
}

}  // namespace

std::vector<SourceFile> generated_files(std::size_t rules) {
  const Names names(rules);
  std::string text = "{\"topic\": \"generated\", \"rules\": [\n";
  for (std::size_t rule = 0; rule < rules; ++rule) {
    if (rule > 0) text += ",\n";
    text += rule_json(rule, names);
  }
  return {
      {"clinic.json", R"({"name": "Generated", "emergency_number": "999", "greeting": {"answer": "Hello."},
             "fallback": {"answer": "I do not know."}, "clarify": {"answer": "Did you mean?"}})"},
      {"concepts.json", R"({"concepts": {"ask": ["what about", "tell me", "please explain"]}})"},
      {"rules.json", text + "]}"}};
}

std::shared_ptr<const Rulebook> generated_rulebook(std::size_t rules) {
  auto parsed = Rulebook::parse(generated_files(rules));
  if (!parsed.rulebook) throw std::logic_error(to_human(parsed.diagnostics.front()));
  return parsed.rulebook;
}

std::vector<std::string> generated_questions(std::size_t rules, std::size_t count) {
  const Names names(rules);
  std::mt19937 random(kSeed);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    const auto rule = random() % rules;
    if (i % 4 == 3) {
      out.push_back("hello there, I only wanted to say that it is a lovely day");
    } else {
      const auto entity = i % 4 == 2 ? word(random() % 500 + 900) : names.entity(rule);
      out.push_back("hello, could you tell me about the " + names.aspect(rule) + " for my " + entity +
                    " please");
    }
  }
  return out;
}

}  // namespace verbatim::bench
