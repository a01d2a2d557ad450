#include "engine/text/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "engine/text/characters.h"
#include "engine/text/utf8.h"

namespace verbatim::text {
namespace {

// Past this many, the marks on one letter carry no meaning; it bounds the work of composing them.
constexpr int kMaxMarks = 4;

std::string fold_ascii(std::string_view bytes) {
  std::string out(bytes);
  for (auto& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Valid UTF-8 with straight apostrophes, nothing invisible and few marks in a row.
std::string clean(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  int marks = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto [c, size] = decode(bytes, i);
    i += size;
    const auto kind = kind_of(c);
    marks = kind == CharKind::kMark ? marks + 1 : 0;
    if (kind == CharKind::kIgnorable || marks > kMaxMarks) continue;
    append(out, kind == CharKind::kApostrophe ? U'\'' : c);
  }
  return out;
}

std::string normalise(const std::string& valid) {
  utf8proc_uint8_t* mapped = nullptr;
  constexpr auto kOptions = static_cast<utf8proc_option_t>(
      UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                                 static_cast<utf8proc_ssize_t>(valid.size()), &mapped, kOptions);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) return valid;
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

// Marks on Latin letters go; what was composed of an apostrophe ("ŉ") gets a straight one.
std::string drop_stray_marks(const std::string& normal) {
  std::string out;
  out.reserve(normal.size());
  bool after_latin = false;
  for (std::size_t i = 0; i < normal.size();) {
    const auto [c, size] = decode(normal, i);
    const auto kind = kind_of(c);
    const bool mark = kind == CharKind::kMark;
    if (kind == CharKind::kApostrophe) {
      out += '\'';
    } else if (!(mark && after_latin)) {
      out.append(normal, i, size);
    }
    if (!mark) after_latin = is_latin(c);
    i += size;
  }
  return out;
}

}  // namespace

std::string fold(std::string_view bytes) {
  if (is_ascii(bytes)) return fold_ascii(bytes);
  return drop_stray_marks(normalise(clean(bytes)));
}

}  // namespace verbatim::text
