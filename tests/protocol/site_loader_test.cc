#include "adapters/host/site_loader.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "tests/protocol/small_rulebook.h"

using namespace verbatim;
namespace fs = std::filesystem;

namespace {

// A folder that is gone again at the end of the test.
class Folder {
 public:
  Folder() {
    auto name = (fs::temp_directory_path() / "verbatim-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()));
    path = name;
  }
  ~Folder() { fs::remove_all(path); }

  void write(const fs::path& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }

  void write_site(const fs::path& name) const {
    for (const auto& file : small_rulebook()) write(name / file.path, file.text);
  }

  fs::path path;
};

std::vector<std::string> codes(const LoadedSite& site) {
  std::vector<std::string> all;
  for (const auto& one : site.diagnostics)
    if (one.severity == Severity::kError) all.push_back(one.code + " " + one.file);
  return all;
}

}  // namespace

TEST_CASE("every folder with a clinic.json is a site, in the order of their names") {
  Folder rules;
  rules.write_site("west");
  rules.write_site("east");
  rules.write_site(".hidden");
  rules.write_site("schema");
  rules.write("notes/readme.json", "{}");
  const auto loaded = load_sites(rules.path);
  REQUIRE(loaded.sites.size() == 2);
  CHECK(loaded.sites[0].name == "east");
  CHECK(loaded.sites[1].name == "west");
  CHECK(loaded.ok());
}

TEST_CASE("a site's own folder is taken for what it is") {
  Folder rules;
  rules.write_site("east");
  const auto loaded = load_sites(rules.path / "east/");
  REQUIRE(loaded.sites.size() == 1);
  CHECK(loaded.sites[0].rulebook);
}

TEST_CASE("hidden files, other files and conversations are passed over") {
  Folder rules;
  rules.write_site("east");
  rules.write("east/.draft.json", "not json");
  rules.write("east/notes.txt", "not json");
  rules.write("east/conversations/first.json", "not json");
  rules.write("east/.git/config.json", "not json");
  CHECK(codes(load_site(rules.path / "east")).empty());
}

TEST_CASE("files below the folder are read") {
  Folder rules;
  rules.write_site("east");
  rules.write("east/more/broken.json", "{");
  const auto site = load_site(rules.path / "east");
  REQUIRE(codes(site).size() == 1);
  CHECK(codes(site)[0].ends_with(" more/broken.json"));
  CHECK_FALSE(site.rulebook);
}

TEST_CASE("a file that is too long or cannot be read is a diagnostic") {
  Folder rules;
  rules.write_site("east");
  rules.write("east/long.json", std::string(kMaxRuleFileBytes + 1, ' '));
  fs::create_symlink("nowhere", rules.path / "east/link.json");
  const auto site = load_site(rules.path / "east");
  CHECK(codes(site) == std::vector<std::string>{"unreadable-file link.json", "file-too-long long.json"});
  CHECK_FALSE(site.rulebook);
}

TEST_CASE("a folder without sites, or none at all, is one sentence") {
  Folder rules;
  CHECK(load_sites(rules.path).error.find("no site in ") == 0);
  CHECK(load_sites(rules.path / "missing").error.find("cannot read the folder ") == 0);
  CHECK(codes(load_site(rules.path / "missing")).size() == 1);
}
