#include "adapters/cli/terminal.h"

#include <unistd.h>

#include <cstdlib>

namespace verbatim::cli {
namespace {

std::string styled(std::string_view code, std::string_view text) {
  if (!has_colour()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

// Columns that UTF-8 text takes, for scripts of one column a character.
std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::string wrapped_line(std::string_view line, std::size_t width, std::string_view indent) {
  std::string out(indent);
  std::size_t used = 0;
  while (!line.empty()) {
    const auto word = line.substr(0, line.find(' '));
    if (used > 0 && used + 1 + columns(word) > width) {
      out += '\n' + std::string(indent);
      used = 0;
    }
    if (used > 0) out += ' ';
    out += word;
    used += columns(word) + (used > 0 ? 1 : 0);
    line.remove_prefix(word.size());
    if (!line.empty()) line.remove_prefix(1);
  }
  return out;
}

}  // namespace

bool has_colour() {
  static const bool colour = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  return colour;
}

std::string bold(std::string_view text) { return styled("1", text); }
std::string dim(std::string_view text) { return styled("2", text); }
std::string red(std::string_view text) { return styled("31;1", text); }
std::string green(std::string_view text) { return styled("32", text); }

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent) {
  std::string out;
  while (true) {
    const auto end = text.find('\n');
    out += wrapped_line(text.substr(0, end), width, indent);
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace verbatim::cli
