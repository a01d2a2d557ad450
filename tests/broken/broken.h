// A sound site to break, and what the reader then finds.
#ifndef VERBATIM_TESTS_BROKEN_BROKEN_H_
#define VERBATIM_TESTS_BROKEN_BROKEN_H_

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rulebook.h"

namespace verbatim::broken {

inline constexpr std::string_view kFolder = "tests/broken/";

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The files of site/.
inline std::vector<SourceFile> sound_site() {
  std::vector<SourceFile> files;
  for (const auto* name : {"clinic.json", "concepts.json", "facts.json", "flow.json", "rules.json"})
    files.push_back({name, read_text(std::filesystem::path(kFolder) / "site" / name)});
  return files;
}

// The site with one file exchanged, or added.
inline std::vector<SourceFile> site_with(const std::string& name, std::string text) {
  auto files = sound_site();
  for (auto& file : files) {
    if (file.path != name) continue;
    file.text = std::move(text);
    return files;
  }
  files.push_back({name, std::move(text)});
  return files;
}

// The errors, as "3:7 wrong-type"; those of other files than `name` with their file in front.
inline std::vector<std::string> errors(const std::vector<SourceFile>& files, const std::string& name) {
  std::vector<std::string> out;
  for (const auto& one : Rulebook::parse(files).diagnostics) {
    if (one.severity != Severity::kError) continue;
    out.push_back((one.file == name ? "" : one.file + ':') + std::to_string(one.at.line) + ':' +
                  std::to_string(one.at.column) + ' ' + one.code);
  }
  return out;
}

// Errors of the file `name` alone, joined with ", "; at most so many.
inline std::string errors_in(const std::string& name, std::string text, std::size_t most = 4) {
  std::string out;
  for (const auto& one : errors(site_with(name, std::move(text)), name)) {
    if (one.find(".json:") != std::string::npos) continue;
    if (most-- == 0) return out + ", …";
    out += (out.empty() ? "" : ", ") + one;
  }
  return out;
}

class Clock {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Generous: sanitizers and busy machines are slow, a bound that is missing is slower by far.
inline constexpr double kBound = 20;

}  // namespace verbatim::broken

#endif  // VERBATIM_TESTS_BROKEN_BROKEN_H_
