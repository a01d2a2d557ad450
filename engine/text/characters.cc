#include "engine/text/characters.h"

#include <utf8proc.h>

namespace verbatim::text {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t n>
bool in_any(const Range (&ranges)[n], char32_t c) {
  for (const auto& range : ranges) {
    if (c >= range.first && c <= range.last) return true;
  }
  return false;
}

// Scripts without spaces between words.  Source: Unicode 15 block names.
constexpr Range kUnspaced[] = {
    {0x0E00, 0x0EFF},    // Thai, Lao
    {0x1000, 0x109F},    // Myanmar
    {0x1780, 0x17FF},    // Khmer
    {0x3040, 0x30FF},    // Hiragana, Katakana
    {0x3400, 0x4DBF},    // CJK extension A
    {0x4E00, 0x9FFF},    // CJK unified ideographs
    {0xF900, 0xFAFF},    // CJK compatibility ideographs
    {0x20000, 0x3FFFF},  // CJK extensions B and later
};

// Default-ignorable code points that a message may hold.  Source: Unicode 15 DerivedCoreProperties.
constexpr Range kInvisible[] = {
    {0x00AD, 0x00AD}, {0x034F, 0x034F},   {0x061C, 0x061C},   {0x115F, 0x1160}, {0x17B4, 0x17B5},
    {0x180B, 0x180F}, {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x206F}, {0xFEFF, 0xFEFF},
    {0xFFF0, 0xFFF8}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

CharKind kind_by_category(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return CharKind::kLetter;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return CharKind::kMark;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return CharKind::kDigit;
    case UTF8PROC_CATEGORY_SO:
      return CharKind::kSymbol;
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return CharKind::kStop;
    default:
      return CharKind::kGap;
  }
}

}  // namespace

CharKind kind_beyond_ascii(char32_t c) {
  if (in_any(kInvisible, c)) return CharKind::kIgnorable;
  if (in_any(kUnspaced, c)) {
    const auto kind = kind_by_category(c);
    return kind == CharKind::kLetter ? CharKind::kIdeograph : kind;
  }
  switch (c) {
    case 0x2018:  // ‘ ’ ʼ ＇ ´ as people type them for an apostrophe
    case 0x2019:
    case 0x02BC:
    case 0xFF07:
    case 0x00B4:
      return CharKind::kApostrophe;
    case 0x3002:  // 。！？；… ¿ ¡
    case 0xFF01:
    case 0xFF1F:
    case 0xFF1B:
    case 0x2026:
    case 0x00BF:
    case 0x00A1:
    case 0x061F:
      return CharKind::kStop;
    default:
      break;
  }
  if (c >= 0x1F3FB && c <= 0x1F3FF) return CharKind::kMark;  // skin tones
  return kind_by_category(c);
}

bool is_latin(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F) ||
         (c >= 0x1E00 && c <= 0x1EFF);
}

}  // namespace verbatim::text
