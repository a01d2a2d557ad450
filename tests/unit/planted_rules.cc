#include "tests/unit/planted_rules.h"

#include <random>
#include <stdexcept>

namespace verbatim {
namespace {

// Words that the stemmer leaves alone: "bakok", "bakoruk", …
std::string word(std::size_t number) {
  static constexpr const char* kSyllables[] = {"ba", "ko", "ru", "mi", "ta", "lo",
                                               "ve", "zu", "pa", "do", "ga", "fu"};
  std::string out;
  for (number += 144; number > 0; number /= 12) out += kSyllables[number % 12];
  return out + "k";
}

constexpr std::size_t kShared = 40;     // words that all patterns use
constexpr std::size_t kForbidden = 20;  // words that only exclusions and exceptions use
constexpr std::size_t kConcepts = 12;
constexpr std::size_t kOwn = 1000;  // from here on, each word belongs to one pattern

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t count) { return random_() % count; }
  bool often() { return below(2) == 0; }
  std::string shared() { return word(below(kShared)); }
  std::string forbidden() { return word(kShared + below(kForbidden)); }
  std::string concept_name() { return "@c" + std::to_string(below(kConcepts)); }

  std::string gap() { return below(3) == 0 ? "*" : "*" + std::to_string(1 + below(6)); }

  // Something to put beside a word, or between two.
  std::string extra() {
    switch (below(6)) {
      case 0:
        return gap() + " " + shared();
      case 1:
        return "[" + shared() + "] " + shared();
      case 2:
        return "(" + shared() + "|" + shared() + " " + shared() + ")";
      case 3:
        return concept_name();
      case 4:
        return "(" + concept_name() + " " + gap() + " " + shared() + "|" + shared() + ")";
      default:
        return shared();
    }
  }

  std::string part(const std::string& own) {
    std::string out = often() ? own : "(" + own + "|" + own + " " + shared() + ")";
    if (often()) out = extra() + " " + (often() ? gap() + " " : "") + out;
    if (often()) out += " " + (often() ? gap() + " " : "") + extra();
    if (below(10) == 0) out = "< " + out;
    if (below(10) == 0) out += " >";
    if (below(12) == 0) out += " [@number]";
    return out;
  }

  std::string pattern(const std::string& own) {
    auto out = part(own);
    const bool whole = out.front() == '<' && out.find('>') != std::string::npos;  // no room for more words
    if (!whole && below(3) == 0) out += " & " + extra();
    if (below(4) == 0) out += " & !" + forbidden();
    return out;
  }

 private:
  std::mt19937 random_;
};

std::string own_word(std::size_t rule, std::size_t number) { return word(kOwn + rule * 8 + number); }

std::string quoted(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts) {
    out += out.empty() ? "\"" : ", \"";
    for (const char c : text) out += c == '"' ? std::string("\\\"") : std::string(1, c);
    out += '"';
  }
  return "[" + out + "]";
}

std::string json(const PlantedRule& rule) {
  return "{\"id\": \"" + rule.id + "\", \"tier\": \"" + rule.tier + "\", \"title\": \"" + rule.title +
         "\", \"patterns\": " + quoted(rule.patterns) +
         (rule.unless.empty() ? "" : ", \"unless\": " + quoted(rule.unless)) +
         ", \"examples\": " + quoted(rule.examples) + ", \"answer\": \"Answer of " + rule.id + ".\"}";
}

PlantedRule& add_rule(PlantedBook& book, const std::string& id, const std::string& words,
                      std::vector<std::string> patterns) {
  book.rules.push_back({id, "normal", "About " + words, std::move(patterns), {}, {"tell me of " + words}});
  return book.rules.back();
}

// A pattern of three words in all sorts of ways.
std::string small_sequence(Maker& make, int depth) {
  std::string out;
  const auto items = 1 + make.below(depth > 0 ? 3 : 2);
  for (std::size_t i = 0; i < items; ++i) {
    if (i > 0 && make.below(3) == 0) out += "*" + std::to_string(1 + make.below(2)) + " ";
    switch (depth > 0 ? make.below(6) : 0) {
      case 1:
        out += "[" + small_sequence(make, depth - 1) + "] " + word(make.below(3)) + " ";
        break;
      case 2:
        out += "(" + small_sequence(make, depth - 1) + "|" + small_sequence(make, depth - 1) + ") ";
        break;
      default:
        out += word(make.below(3)) + " ";
    }
  }
  return out;
}

std::string small_pattern(Maker& make) {
  auto out = small_sequence(make, 1);
  if (make.below(5) == 0) out = "< " + out;
  if (make.below(5) == 0) out += ">";
  if (make.below(4) == 0) out += "& " + small_sequence(make, 1);
  if (make.below(4) == 0) out += "& !(" + small_sequence(make, 0) + ")";
  return out;
}

}  // namespace

std::vector<std::string> small_words() { return {word(0), word(1), word(2), "elephant"}; }

PlantedBook small_book(std::size_t rules, unsigned seed) {
  Maker make(seed);
  PlantedBook book;
  book.concepts = {{word(0)}};
  for (std::size_t i = 0; i < rules; ++i) {
    auto& rule = add_rule(book, "r." + std::to_string(i), own_word(i, 0), {small_pattern(make)});
    if (make.below(3) == 0) rule.unless.push_back(small_pattern(make));
  }
  return book;
}

std::vector<SourceFile> PlantedBook::files() const {
  std::string names;
  for (std::size_t i = 0; i < concepts.size(); ++i)
    names += (i == 0 ? "\"c" : ", \"c") + std::to_string(i) + "\": " + quoted(concepts[i]);
  std::string text;
  for (const auto& rule : rules) text += (text.empty() ? "" : ",\n") + json(rule);
  return {
      {"clinic.json", R"({"name": "Generated", "emergency_number": "999", "greeting": {"answer": "Hello."},
               "fallback": {"answer": "I do not know."}, "clarify": {"answer": "Did you mean?"}})"},
      {"concepts.json", "{\"concepts\": {" + names + "}}"},
      {"rules.json", "{\"topic\": \"generated\", \"rules\": [\n" + text + "]}"}};
}

std::shared_ptr<const Rulebook> PlantedBook::parse() const {
  auto parsed = Rulebook::parse(files());
  if (!parsed.rulebook) throw std::logic_error(to_human(parsed.diagnostics.front()));
  return parsed.rulebook;
}

PlantedBook sound_book(std::size_t rules, unsigned seed) {
  Maker make(seed);
  PlantedBook book;
  for (std::size_t i = 0; i < kConcepts; ++i) {
    book.concepts.emplace_back();
    for (std::size_t phrase = 0; phrase < 4; ++phrase) {
      const auto first = make.shared();
      book.concepts.back().push_back(make.often() ? first : first + " " + make.shared());
    }
  }
  for (std::size_t i = 0; i < rules; ++i) {
    const auto own = own_word(i, 0);
    const auto other = own_word(i, 1);
    auto& rule =
        add_rule(book, "r." + std::to_string(i), own + " " + other, {make.pattern(own), make.pattern(other)});
    if (make.below(3) == 0) rule.unless.push_back(make.forbidden());
    if (make.below(6) == 0) rule.unless.push_back(make.forbidden() + " & !" + make.shared());
  }
  return book;
}

std::vector<Plant> plant_duplicates(PlantedBook& book, unsigned seed) {
  Maker make(seed);
  std::vector<Plant> out;
  const auto rules = book.rules.size();
  for (std::size_t i = 0; i < rules; ++i) {
    const auto id = book.rules[i].id;
    const auto own = own_word(i, 2);
    const auto words = std::vector{own + "a", own + "o"};
    const auto rest = " " + make.gap() + " " + make.shared();
    const auto one = "(" + words[0] + "|" + words[1] + ")" + rest;
    const auto twin = "(" + words[1] + "|" + words[0] + ")" + rest;
    book.rules[i].patterns.push_back(one);
    book.rules[i].unless.clear();
    if (i % 2 == 0) {
      book.rules[i].patterns.push_back(twin);
      out.push_back({"same-pattern", id, id});
    } else {
      add_rule(book, "twin." + std::to_string(i), own, {twin});
      out.push_back({"same-pattern", "twin." + std::to_string(i), id});
    }
  }
  return out;
}

std::vector<Plant> plant_widened(PlantedBook& book, unsigned seed) {
  Maker make(seed);
  std::vector<Plant> out;
  for (std::size_t i = 0; i < book.rules.size(); ++i) {
    const auto own = own_word(i, 2);
    const auto other = make.often() ? make.extra() : make.shared();
    const std::string wider[] = {
        own + " [" + make.shared() + "] " + other, "(" + own + "|" + own_word(i, 3) + ") " + other,
        own + " *" + std::to_string(1 + make.below(6)) + " " + other,
        own + " [" + own_word(i, 3) + "|" + make.shared() + " " + make.shared() + "] " + other};
    auto& patterns = book.rules[i].patterns;
    patterns.push_back(own + " " + other);
    patterns.push_back(wider[i % std::size(wider)]);
    if (make.often()) std::swap(patterns[2], patterns[3]);
    out.push_back({"needless-pattern", book.rules[i].id, book.rules[i].id});
  }
  return out;
}

std::vector<Plant> plant_reordered(PlantedBook& book, unsigned seed) {
  Maker make(seed);
  std::vector<Plant> out;
  for (std::size_t i = 0; i < book.rules.size(); ++i) {
    const auto first = make.often() ? own_word(i, 2) + " " + make.extra() : own_word(i, 2);
    const auto second = make.often() ? make.extra() : make.shared() + " " + make.gap() + " " + make.shared();
    const auto third = make.often() ? " & !" + make.forbidden() : std::string();
    book.rules[i].patterns.push_back(first + " & " + second + third);
    book.rules[i].patterns.push_back(second + third + " & " + first);
    out.push_back({"same-pattern", book.rules[i].id, book.rules[i].id});
  }
  return out;
}

std::vector<Plant> plant_meeting_concepts(PlantedBook& book, unsigned seed) {
  Maker make(seed);
  std::vector<Plant> out;
  const auto rules = book.rules.size();
  for (std::size_t i = 0; i < rules; ++i) {
    const auto name = "@c" + std::to_string(book.concepts.size());
    const auto added = make.often() ? own_word(i, 4) : own_word(i, 4) + " " + own_word(i, 5);
    book.concepts.push_back({own_word(i, 3), added});
    const auto rest = own_word(i, 2);
    const bool parts = make.often();
    book.rules[i].patterns.push_back(name + (parts ? " & " : " " + make.gap() + " ") + rest);
    add_rule(book, "near." + std::to_string(i), added,
             {added + " " + (make.often() ? "[" + make.shared() + "] " : "") + rest});
    out.push_back({"overlap", book.rules[i].id, "near." + std::to_string(i)});
  }
  return out;
}

std::vector<Plant> plant_empty(PlantedBook& book, unsigned seed) {
  Maker make(seed);
  std::vector<Plant> out;
  for (std::size_t i = 0; i < book.rules.size(); ++i) {
    auto& rule = book.rules[i];
    const auto own = own_word(i, 2);
    const auto other = make.shared();
    switch (i % 7) {
      case 0:
        rule.patterns.push_back(own + " & " + make.extra() + " & !" + own);
        break;
      case 1:
        rule.patterns.push_back(own + " > " + other);
        break;
      case 2:
        rule.patterns.push_back(other + " < " + own);
        break;
      case 3:
        rule.patterns.push_back(own + " " + make.gap() + " " + other);
        rule.unless.push_back(own);
        break;
      case 4:
        rule.patterns.push_back("(" + own + "|" + own_word(i, 3) + ") " + make.extra());
        rule.unless.push_back(own);
        rule.unless.push_back(own_word(i, 3));
        break;
      case 5:
        rule.patterns.push_back(own + " *2 " + other + " & !(" + own + " * " + other + ")");
        break;
      default:
        rule.patterns.push_back(own + " " + other + " & " + own_word(i, 3));
        rule.unless.push_back(own_word(i, 3) + " & " + own + " & !" + own_word(i, 4));
        rule.unless.push_back(own_word(i, 4));
    }
    out.push_back({"empty-pattern", rule.id, ""});
  }
  return out;
}

std::vector<Plant> plant_hidden(PlantedBook& book, unsigned seed) {
  Maker make(seed);
  std::vector<Plant> out;
  const auto rules = book.rules.size();
  for (std::size_t i = 0; i < rules; ++i) {
    const auto id = std::to_string(i);
    const auto own = own_word(i, 2);
    const auto twin = own_word(i, 3);
    const auto danger = [&](const std::string& name, const std::string& said, const std::string& pattern) {
      auto& rule = add_rule(book, name + id, said, {pattern});
      rule.tier = make.often() ? "urgent" : "crisis";
    };
    std::vector<std::string> patterns = {own + " " + make.gap() + " " + make.shared(),
                                         "< " + own + " & " + make.extra()};
    if (i % 3 == 0) {
      danger("danger.", own, own);
    } else if (i % 3 == 1) {
      danger("danger.", own, own);
      danger("peril.", twin, twin);
      patterns = {"(" + own + "|" + twin + ") " + make.extra()};
    } else {
      danger("danger.", own, "(" + own + "|" + twin + ") & !" + own_word(i, 4));
      patterns = {own + " " + make.shared() + " & !" + own_word(i, 4)};
    }
    add_rule(book, "hidden." + id, own, patterns);
    out.push_back({"never-wins", "hidden." + id, ""});
  }
  return out;
}

}  // namespace verbatim
