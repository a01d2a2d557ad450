// Folders with files that cannot be read, are too long, or lead in circles.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/host/site_loader.h"
#include "tests/broken/broken.h"

using namespace verbatim;
namespace fs = std::filesystem;

namespace {

// A copy of the sound site that is gone again at the end of the test.
class Site {
 public:
  Site() {
    auto name = (fs::temp_directory_path() / "verbatim-broken-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()));
    path = name;
    fs::copy(std::string(broken::kFolder) + "site", path, fs::copy_options::recursive);
  }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  ~Site() { fs::remove_all(path); }

  void write(const fs::path& name, const std::string& text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }

  // The errors as "file code", joined with ", ".
  std::string errors() const {
    std::string out;
    const auto site = load_site(path);
    for (const auto& one : site.diagnostics) {
      if (one.severity != Severity::kError) continue;
      out += (out.empty() ? "" : ", ") + one.file + ' ' + one.code;
    }
    CHECK((site.rulebook == nullptr) == !out.empty());
    return out;
  }

  fs::path path;
};

}  // namespace

TEST_CASE("a file may be as long as the limit, and no longer") {
  Site site;
  const std::string facts = "{\"facts\": {}}";
  site.write("long.json", facts + std::string(kMaxRuleFileBytes - facts.size(), ' '));
  CHECK(site.errors().empty());
  site.write("long.json", facts + std::string(kMaxRuleFileBytes - facts.size() + 1, ' '));
  CHECK(site.errors() == "long.json file-too-long");
}

TEST_CASE("what cannot be read is named") {
  Site site;
  fs::create_symlink("nowhere", site.path / "a.json");
  CHECK(site.errors() == "a.json unreadable-file");
  fs::remove(site.path / "a.json");
  fs::create_symlink("b.json", site.path / "c.json");
  fs::create_symlink("c.json", site.path / "b.json");
  CHECK(site.errors() == "b.json unreadable-file, c.json unreadable-file");
  fs::remove(site.path / "b.json");
  fs::remove(site.path / "c.json");
  fs::create_symlink("/proc/self/mem", site.path / "d.json");  // opens, and then cannot be read
  CHECK(site.errors() == "d.json unreadable-file");
}

TEST_CASE("files without permission are named") {
  if (::geteuid() == 0) return;  // root reads everything
  Site site;
  fs::permissions(site.path / "facts.json", fs::perms::none);
  CHECK(site.errors() == "facts.json unreadable-file");
}

TEST_CASE("folders in a circle are walked once, and what is no file is passed over") {
  Site site;
  fs::create_directory_symlink(site.path, site.path / "loop");
  fs::create_directory_symlink("..", site.path / "up");
  fs::create_directory(site.path / "folder.json");
  REQUIRE(::mkfifo((site.path / "pipe.json").c_str(), 0600) == 0);
  CHECK(site.errors().empty());
}

TEST_CASE("many files, deep folders and odd names") {
  Site site;
  for (int i = 0; i < 300; ++i) site.write("many/" + std::to_string(i) + ".json", "{\"facts\": {}}");
  fs::path deep;
  for (int i = 0; i < 60; ++i) deep /= "deeper";
  site.write(deep / "x.json", "{\"facts\": {}}");
  site.write("a b\n\xFF.json", "{\"facts\": {}}");
  const broken::Clock clock;
  CHECK(site.errors().empty());
  CHECK(clock.seconds() < broken::kBound);
}

TEST_CASE("an empty folder, a file in its place, and none at all") {
  Site site;
  for (const auto* name : {"clinic.json", "concepts.json", "facts.json", "flow.json", "rules.json"})
    fs::remove(site.path / name);
  CHECK(site.errors() == "clinic.json missing-file, clinic.json no-rules");
  CHECK(has_errors(load_site(site.path / "nowhere").diagnostics));
  site.write("file", "{}");
  CHECK(has_errors(load_site(site.path / "file").diagnostics));
}
