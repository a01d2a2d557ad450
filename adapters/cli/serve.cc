// verbatim serve: loads every site, refuses to start on a mistake, then serves until a signal.
#include "adapters/web/serve.h"

#include <iostream>

#include "adapters/cli/assets.h"
#include "adapters/cli/commands.h"
#include "adapters/host/site_loader.h"

namespace verbatim::cli {
namespace {

bool print_mistakes(const LoadedSites& loaded) {
  for (const auto& site : loaded.sites) {
    for (const auto& diagnostic : site.diagnostics)
      std::cerr << describe(diagnostic, site.folder.string()) << '\n';
  }
  if (!loaded.error.empty()) std::cerr << "verbatim serve: " << loaded.error << '\n';
  return !loaded.ok();
}

}  // namespace

int serve(const std::string& rules, const std::string& listen) {
  auto loaded = load_sites(rules);
  if (print_mistakes(loaded)) return kRulesBad;
  std::size_t count = 0;
  for (const auto& site : loaded.sites) {
    count += site.rulebook->rules().size();
    for (const auto& translation : site.rulebook->translations()) count += translation->rules().size();
  }
  std::cout << "Loaded " << loaded.sites.size() << (loaded.sites.size() == 1 ? " site, " : " sites, ")
            << count << " rules\n";
  Host host(std::move(loaded.sites));
  web::ServeOptions options;
  options.server.listen = listen;
  const auto error = web::serve(options, host, assets(), [](const std::string& address) {
    std::cout << "Serving on " << address << " (Ctrl-C stops)" << std::endl;
  });
  if (!error) return kOk;
  std::cerr << "verbatim serve: " << *error << '\n';
  return kCannotServe;
}

}  // namespace verbatim::cli
