#include "adapters/host/site_loader.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <optional>
#include <system_error>
#include <thread>

namespace verbatim {
namespace {

namespace fs = std::filesystem;

struct Reading {
  std::vector<SourceFile> files;
  std::vector<Diagnostic> problems;
};

bool hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// Its own name: a link that is exchanged for another keeps the site's name.
std::string name_of_folder(const fs::path& folder) {
  auto whole = fs::absolute(folder).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();
  return whole.filename().string();
}

Diagnostic unreadable(std::string file, std::string what, std::string hint) {
  return {.code = "unreadable-file",
          .severity = Severity::kError,
          .file = std::move(file),
          .at = {},
          .message = std::move(what),
          .hint = std::move(hint)};
}

Diagnostic too_long(std::string file) {
  return {.code = "file-too-long",
          .severity = Severity::kError,
          .file = std::move(file),
          .at = {},
          .message = "The file is longer than 1 MiB.",
          .hint = "Split it into one file per topic."};
}

// Reads at most one byte more than is allowed, so that the length need not be asked for first.
std::optional<std::string> read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string text;
  std::array<char, 16 * 1024> piece;
  while (text.size() <= kMaxRuleFileBytes && stream.read(piece.data(), piece.size()).gcount() > 0)
    text.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
  if (stream.bad()) return std::nullopt;
  return text;
}

void read_file(const fs::path& folder, const fs::path& path, Reading& reading) {
  auto name = path.lexically_relative(folder).generic_string();
  auto text = read_text(path);
  if (!text) {
    reading.problems.push_back(
        unreadable(name, "The file cannot be read.", "Let the account that runs verbatim read it."));
  } else if (text->size() > kMaxRuleFileBytes) {
    reading.problems.push_back(too_long(name));
  } else {
    reading.files.push_back({std::move(name), std::move(*text)});
  }
}

// A link that leads nowhere counts: reading it gives the diagnostic.  Pipes and the like do not.
bool is_rule_file(const fs::directory_entry& entry) {
  std::error_code ignored;
  const auto status = entry.status(ignored);
  return entry.path().extension() == ".json" && (fs::is_regular_file(status) || !fs::exists(status));
}

bool is_skipped_folder(const fs::path& path) { return hidden(path) || path.filename() == "conversations"; }

Reading read_folder(const fs::path& folder) {
  Reading reading;
  std::error_code ec;
  fs::recursive_directory_iterator entry(folder, ec);
  for (const fs::recursive_directory_iterator end; !ec && entry != end; entry.increment(ec)) {
    if (is_skipped_folder(entry->path())) {
      entry.disable_recursion_pending();
    } else if (is_rule_file(*entry)) {
      read_file(folder, entry->path(), reading);
    }
  }
  if (ec)
    reading.problems.push_back(
        unreadable(folder.generic_string(), "The folder cannot be read: " + ec.message() + '.',
                   "Check its name and that the account that runs verbatim may read it."));
  std::sort(reading.files.begin(), reading.files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return reading;
}

// FNV-1a, 64 bits (Fowler, Noll, Vo), over the names and texts of all files.
std::string revision_of(const std::vector<SourceFile>& files) {
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&hash](std::string_view bytes) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    hash = (hash ^ 0xFFU) * 1099511628211U;  // no text holds this byte: ends stay apart
  };
  for (const auto& file : files) {
    add(file.path);
    add(file.text);
  }
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
  return text.data();
}

bool is_site(const fs::path& folder) {
  std::error_code ignored;
  return !hidden(folder) && folder.filename() != "schema" && fs::exists(folder / "clinic.json", ignored);
}

std::vector<fs::path> site_folders(const fs::path& rules, std::error_code& ec) {
  if (is_site(rules)) return {rules};
  std::vector<fs::path> folders;
  fs::directory_iterator entry(rules, ec);
  for (const fs::directory_iterator end; !ec && entry != end; entry.increment(ec))
    if (is_site(entry->path())) folders.push_back(entry->path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

// Sites know nothing of each other: a thread a core takes the next that nobody has taken.
std::vector<LoadedSite> load_all(const std::vector<fs::path>& folders) {
  std::vector<LoadedSite> sites(folders.size());
  std::atomic<std::size_t> next{0};
  const auto load = [&] {
    for (auto i = next++; i < folders.size(); i = next++) sites[i] = load_site(folders[i]);
  };
  std::vector<std::jthread> others;
  const auto threads = std::min<std::size_t>(std::thread::hardware_concurrency(), folders.size());
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(load);
  load();
  others.clear();
  return sites;
}

// The time zones that this machine knows; where it has no list, the clinic is believed.
void check_time_zone(const Rulebook& rulebook, std::vector<Diagnostic>& diagnostics) {
  const fs::path zones = "/usr/share/zoneinfo";
  const auto& zone = rulebook.clinic().time_zone;
  std::error_code ignored;
  if (zone.text.empty() || !fs::exists(zones, ignored) || fs::is_regular_file(zones / zone.text, ignored))
    return;
  diagnostics.push_back({.code = "bad-time-zone",
                         .severity = Severity::kError,
                         .file = zone.file,
                         .at = zone.at,
                         .message = "There is no time zone \"" + zone.text + "\".",
                         .hint = "Write an area and a city, such as Europe/London."});
}

void check_time_zones(LoadedSite& site) {
  if (!site.rulebook) return;
  check_time_zone(*site.rulebook, site.diagnostics);
  for (const auto& translation : site.rulebook->translations())
    check_time_zone(*translation, site.diagnostics);
  sort(site.diagnostics);
  if (has_errors(site.diagnostics)) site.rulebook.reset();
}

}  // namespace

LoadedSite load_site(const fs::path& folder) {
  auto reading = read_folder(folder);
  const auto revision = revision_of(reading.files);
  LoadedSite site{.name = name_of_folder(folder),
                  .folder = folder,
                  .rulebook = nullptr,
                  .diagnostics = {},
                  .revision = revision};
  if (reading.problems.empty()) {
    auto parsed = Rulebook::parse(reading.files);
    site.rulebook = std::move(parsed.rulebook);
    site.diagnostics = std::move(parsed.diagnostics);
    check_time_zones(site);
  } else {
    site.diagnostics = std::move(reading.problems);
    sort(site.diagnostics);
  }
  return site;
}

bool LoadedSites::ok() const {
  return error.empty() &&
         std::all_of(sites.begin(), sites.end(), [](const LoadedSite& site) { return site.rulebook; });
}

LoadedSites load_sites(const fs::path& rules) {
  LoadedSites loaded;
  std::error_code ec;
  loaded.sites = load_all(site_folders(rules, ec));
  if (ec) {
    loaded.error = "cannot read the folder " + rules.generic_string() + ": " + ec.message();
  } else if (loaded.sites.empty()) {
    loaded.error = "no site in " + rules.generic_string() +
                   ": a site is a folder with a clinic.json, for example rules/microneedling";
  }
  return loaded;
}

}  // namespace verbatim
