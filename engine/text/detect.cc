#include "engine/text/detect.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <cstdio>  // CLD2's header needs FILE

#include "engine/text/utf8.h"

namespace verbatim::text {
namespace {

// More of a long message tells nothing new.
constexpr std::size_t kMostBytes = 1000;

std::string_view beginning(std::string_view bytes) {
  if (bytes.size() <= kMostBytes) return bytes;
  auto end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) --end;
  return bytes.substr(0, end);
}

}  // namespace

std::string_view detect_language(std::string_view bytes) {
  const auto text = beginning(bytes);
  if (text.empty() || !is_valid_utf8(text)) return {};
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0;
  bool reliable = false;
  const auto best = CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true,
                                                   &no_hints, CLD2::kCLDFlagBestEffort, languages, percents,
                                                   scores, nullptr, &text_bytes, &reliable);
  return best == CLD2::UNKNOWN_LANGUAGE ? std::string_view{} : CLD2::LanguageCode(best);
}

}  // namespace verbatim::text
