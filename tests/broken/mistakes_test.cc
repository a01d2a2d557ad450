// mistakes.json: one mistake in a sound site, and every finding that it gives.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/broken/broken.h"

using namespace verbatim;
using OrderedJson = nlohmann::ordered_json;

namespace {

// The text of a file after one row of the table, laid out as the findings were written down for.
std::string changed(const OrderedJson& row) {
  auto file = OrderedJson::parse(
      broken::read_text(std::filesystem::path(broken::kFolder) / "site" / row["file"].get<std::string>()));
  const OrderedJson::json_pointer at(row["at"].get<std::string>());
  if (!row.contains("drop")) {
    const auto added = OrderedJson::array({{{"op", "add"}, {"path", at.to_string()}, {"value", row["put"]}}});
    if (file.contains(at)) {
      file[at] = row["put"];
    } else {
      file = file.patch(added);
    }
  } else {
    file[at.parent_pointer()].erase(at.back());
  }
  return file.dump(2);
}

}  // namespace

TEST_CASE("the site is sound before it is broken") {
  CHECK(broken::errors(broken::sound_site(), "").empty());
}

TEST_CASE("each mistake is found where it is") {
  const auto table = OrderedJson::parse(broken::read_text(std::string(broken::kFolder) + "mistakes.json"));
  std::size_t rows = 0;
  for (const auto* group : {"both", "reader", "schema"}) {
    for (const auto& row : table[group]) {
      const auto name = row["file"].get<std::string>();
      CAPTURE(row.dump());
      CHECK(broken::errors(broken::site_with(name, changed(row)), name) ==
            row["finds"].get<std::vector<std::string>>());
      ++rows;
    }
  }
  CHECK(rows >= 150);
}
