#include "engine/rulebook/editions.h"

#include <algorithm>
#include <utility>

namespace verbatim {
namespace {

constexpr std::string_view kClinic = "clinic.json";

const Json* member(const Json& object, std::string_view key) {
  const auto found = std::ranges::find(object.members, key, &JsonMember::key);
  return found == object.members.end() ? nullptr : &found->value;
}

const Json* locale_of(const Json& file) {
  const auto* locale = member(file, "locale");
  return locale != nullptr && locale->kind == Json::Kind::kString ? locale : nullptr;
}

std::string folder_of(std::string_view clinic_path) {
  return std::string(clinic_path.substr(0, clinic_path.size() - kClinic.size()));
}

// One edition for each clinic.json, the site's own first.
std::vector<EditionFiles> found_editions(const std::vector<EditionFile>& files,
                                         std::vector<Diagnostic>& diagnostics) {
  std::vector<EditionFiles> editions(1);
  editions.front().locale = "en";
  for (const auto& file : files) {
    if (!is_clinic_file(file.path)) continue;
    const auto* locale = locale_of(*file.json);
    EditionFiles edition{
        .folder = folder_of(file.path), .locale = locale == nullptr ? "en" : locale->string, .files = {}};
    if (edition.folder.empty()) {
      editions.front().locale = edition.locale;
    } else {
      editions.push_back(std::move(edition));
    }
  }
  for (std::size_t i = 1; i < editions.size(); ++i) {
    const auto same = [&](const EditionFiles& other) {
      return language_code(other.locale) == language_code(editions[i].locale);
    };
    if (std::none_of(editions.begin(), editions.begin() + static_cast<std::ptrdiff_t>(i), same)) continue;
    diagnostics.push_back({"duplicate-locale",
                           Severity::kError,
                           editions[i].folder + std::string(kClinic),
                           {},
                           "Two clinic.json are of the language \"" + editions[i].locale + "\".",
                           "Set \"locale\" of this one to its language, such as \"es\"."});
  }
  return editions;
}

// The edition that the file names, else the one whose folder is nearest around it.
EditionFiles& edition_of(const EditionFile& file, std::vector<EditionFiles>& editions,
                         std::vector<Diagnostic>& diagnostics) {
  const auto* locale = is_clinic_file(file.path) ? nullptr : locale_of(*file.json);
  if (locale != nullptr) {
    const auto named = std::ranges::find_if(editions, [&](const EditionFiles& edition) {
      return language_code(edition.locale) == language_code(locale->string);
    });
    if (named != editions.end()) return *named;
    diagnostics.push_back({"unknown-locale", Severity::kError, file.path, locale->at,
                           "No clinic.json is of the language \"" + locale->string + "\".",
                           "Add " + locale->string + "/clinic.json, or take the line away."});
  }
  auto* nearest = &editions.front();
  for (auto& edition : editions) {
    if (file.path.starts_with(edition.folder) && edition.folder.size() > nearest->folder.size())
      nearest = &edition;
  }
  return *nearest;
}

}  // namespace

bool is_clinic_file(std::string_view path) {
  return path == kClinic || (path.ends_with(kClinic) && path[path.size() - kClinic.size() - 1] == '/');
}

std::string_view language_code(std::string_view locale) {
  return locale.substr(0, locale.find_first_of("-_"));
}

std::vector<EditionFiles> split_editions(const std::vector<SourceFile>& files,
                                         std::vector<Diagnostic>& diagnostics) {
  std::vector<EditionFile> read;
  for (const auto& file : files) {
    if (auto json = read_json(file.text, file.path, diagnostics))
      read.push_back({file.path, std::move(json)});
  }
  auto editions = found_editions(read, diagnostics);
  for (auto& edition : editions) edition.complete = read.size() == files.size();
  for (auto& file : read) {
    auto& edition = edition_of(file, editions, diagnostics);
    edition.files.push_back(std::move(file));
  }
  return editions;
}

}  // namespace verbatim
