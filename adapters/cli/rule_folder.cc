#include "adapters/cli/rule_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace verbatim::cli {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kUsualMode = 0644;

bool is_skipped(const fs::path& path) {
  const auto name = path.filename().string();
  return name.starts_with('.') || name == "schema";
}

std::string why(const fs::path& path, const char* what) {
  return path.generic_string() + ": " + what + ": " + std::strerror(errno);
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto done = ::write(file, text.data(), text.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(done));
  }
  return ::fsync(file) == 0;
}

// Writes a new file beside `path`; `name` is then its name.
std::string write_beside(const fs::path& path, std::string_view text, unsigned mode, std::string& name) {
  name = (path.parent_path() / ("." + path.filename().string() + ".XXXXXX")).string();
  const int file = ::mkstemp(name.data());
  if (file < 0) return why(path, "cannot write into its folder");
  const bool ok = write_all(file, text) && ::fchmod(file, mode) == 0;
  auto error = ok ? std::string{} : why(path, "cannot be written");
  ::close(file);
  if (!ok) ::unlink(name.c_str());
  return error;
}

}  // namespace

std::vector<fs::path> json_files(const fs::path& folder, std::string& error) {
  std::vector<fs::path> files;
  std::error_code ec;
  fs::recursive_directory_iterator entry(folder, ec);
  for (const fs::recursive_directory_iterator end; !ec && entry != end; entry.increment(ec)) {
    std::error_code ignored;
    if (is_skipped(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->path().extension() == ".json" && entry->is_regular_file(ignored)) {
      files.push_back(entry->path());
    }
  }
  if (ec) error = "cannot read the folder " + folder.generic_string() + ": " + ec.message();
  std::ranges::sort(files);
  return files;
}

std::optional<std::string> read_bytes(const fs::path& path, std::size_t limit) {
  std::ifstream stream(path, std::ios::binary);
  std::string text(limit + 1, '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof())
    return std::nullopt;
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > limit) return std::nullopt;
  return text;
}

std::string replace_file(const fs::path& path, std::string_view text) {
  std::error_code ec;
  const auto target = fs::weakly_canonical(path, ec);  // a link stays a link
  struct stat old {};
  const auto mode = ::stat(target.c_str(), &old) == 0 ? old.st_mode & 07777 : kUsualMode;
  std::string fresh;
  if (auto error = write_beside(target, text, mode, fresh); !error.empty()) return error;
  if (::rename(fresh.c_str(), target.c_str()) == 0) return {};
  auto error = why(path, "cannot be replaced");
  ::unlink(fresh.c_str());
  return error;
}

std::string create_file(const fs::path& path, std::string_view text) {
  std::error_code ec;
  fs::create_directories(path.parent_path(), ec);
  if (ec) return path.generic_string() + ": its folder cannot be made: " + ec.message();
  std::string fresh;
  if (auto error = write_beside(path, text, kUsualMode, fresh); !error.empty()) return error;
  // A link, unlike a rename, fails when the name is taken.
  const bool ok = ::link(fresh.c_str(), path.c_str()) == 0;
  auto error = ok ? std::string{} : why(path, "cannot be made");
  ::unlink(fresh.c_str());
  return error;
}

}  // namespace verbatim::cli
