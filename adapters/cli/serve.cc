// verbatim serve: loads every site, refuses to start on a mistake, then serves until a signal.
#include "adapters/web/serve.h"

#include <filesystem>
#include <iostream>
#include <optional>

#include "adapters/cli/assets.h"
#include "adapters/cli/commands.h"
#include "adapters/host/rule_watcher.h"
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

void print_reload(const Reloaded& reloaded) {
  for (const auto& diagnostic : reloaded.diagnostics)
    std::cerr << describe(diagnostic, reloaded.site) << '\n';
  if (reloaded.published) {
    std::cout << "Published new rules of " << reloaded.site << std::endl;
  } else if (has_errors(reloaded.diagnostics)) {
    std::cerr << "The rules of " << reloaded.site << " have mistakes: the last good ones are served.\n";
  }
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
  std::vector<std::filesystem::path> folders;
  for (const auto& site : loaded.sites) folders.push_back(site.folder);
  Host host(std::move(loaded.sites));
  web::ServeOptions options;
  options.server.listen = listen;
  std::optional<RuleWatcher> watcher;  // begun after the signals are held: it starts a thread
  const auto error = web::serve(options, host, assets(), [&](const std::string& address) {
    std::cout << "Serving on " << address << " (Ctrl-C stops)" << std::endl;
    watcher.emplace(host, folders, print_reload);
    if (!watcher->error().empty()) std::cerr << "verbatim serve: " << watcher->error() << '\n';
  });
  watcher.reset();
  if (!error) return kOk;
  std::cerr << "verbatim serve: " << *error << '\n';
  return kCannotServe;
}

}  // namespace verbatim::cli
