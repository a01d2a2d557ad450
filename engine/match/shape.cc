#include "engine/match/shape.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace verbatim {
namespace {

constexpr std::string_view kAnyWord = ";[^;]*";
constexpr int kMaxCaptures = 8;

// Written where the question begins and ends inside a message; no letter of an atom.
constexpr char kQuestionBegins = 1;
constexpr char kQuestionEnds = 2;

// Enough for any pattern a person writes; a larger one is refused at load with its place.
constexpr std::int64_t kShapeMemory = 1 << 18;

re2::RE2::Options shape_options() {
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_log_errors(false);
  options.set_max_mem(kShapeMemory);
  return options;
}

std::string letter(unsigned code) {
  constexpr std::string_view kHex = "0123456789abcdef";
  return std::string("\\x") + kHex[code / 16] + kHex[code % 16];
}

// How many words start before `offset`.
std::uint16_t words_before(std::string_view written, std::size_t offset) {
  return static_cast<std::uint16_t>(
      std::count(written.begin(), written.begin() + static_cast<std::ptrdiff_t>(offset), ';'));
}

}  // namespace

std::string write_down(const Reading& reading, const std::vector<Slot>& slots) {
  struct Mark {
    std::uint16_t word;
    char letter;
  };
  std::vector<Mark> marks;
  for (const auto& slot : slots) {
    reading.occurrences.for_each_place(slot.atom, [&](const Occurrence& place) {
      marks.push_back({place.start, static_cast<char>(slot.first_letter + place.length - 1)});
    });
  }
  std::ranges::stable_sort(marks, {}, &Mark::word);
  std::string written;
  written.reserve(reading.tokens.size() + marks.size());
  auto mark = marks.begin();
  for (std::size_t word = 0; word < reading.tokens.size(); ++word) {
    if (word > 0 && word == reading.question.begin) written += kQuestionBegins;
    if (word == reading.question.end) written += kQuestionEnds;
    written += ';';
    for (; mark != marks.end() && mark->word == word; ++mark) written += mark->letter;
  }
  return written;
}

std::optional<std::vector<WordRange>> find_shape(const re2::RE2& shape, std::string_view written,
                                                 int captures) {
  std::array<re2::StringPiece, kMaxCaptures + 1> groups;
  const auto wanted = std::min(captures, kMaxCaptures) + 1;
  const re2::StringPiece text(written.data(), written.size());
  if (!shape.Match(text, 0, written.size(), re2::RE2::UNANCHORED, groups.data(), wanted)) return std::nullopt;
  std::vector<WordRange> ranges;
  for (int i = 0; i < wanted; ++i) {
    const auto& group = groups[static_cast<std::size_t>(i)];
    if (group.data() == nullptr) {
      ranges.push_back({});
      continue;
    }
    const auto begin = static_cast<std::size_t>(group.data() - written.data());
    ranges.push_back({words_before(written, begin), words_before(written, begin + group.size())});
  }
  return ranges;
}

bool has_shape(const re2::RE2& shape, std::string_view written) {
  return re2::RE2::PartialMatch(re2::StringPiece(written.data(), written.size()), shape);
}

std::string shape_of_slot(const Slot& slot) {
  std::string out;
  for (unsigned length = slot.longest; length >= 1; --length) {
    if (!out.empty()) out += '|';
    out += ";[^;]*" + letter(slot.first_letter + length - 1) + "[^;]*";
    for (unsigned more = 1; more < length; ++more) out += kAnyWord;
  }
  return slot.longest == 1 ? out : "(?:" + out + ")";
}

std::string shape_of_start() { return "(?:^|" + letter(kQuestionBegins) + ")"; }
std::string shape_of_end() { return "(?:$|" + letter(kQuestionEnds) + ")"; }

std::string shape_of_gap(int max) { return "(?:;[^;]*){0," + std::to_string(max) + "}?"; }

ShapePool::ShapePool() = default;
ShapePool::~ShapePool() = default;

const re2::RE2* ShapePool::get(const std::string& shape) {
  const auto found = shapes_.find(shape);
  if (found != shapes_.end()) return found->second.get();
  auto compiled = std::make_unique<re2::RE2>(shape, shape_options());
  if (!compiled->ok()) return nullptr;
  return shapes_.emplace(shape, std::move(compiled)).first->second.get();
}

}  // namespace verbatim
