// verbatim serve: loads every site, refuses to start on a mistake, then serves until a signal.
#include "adapters/web/serve.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "adapters/cli/assets.h"
#include "adapters/cli/channels.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/settings.h"
#include "adapters/cli/staff_desk.h"
#include "adapters/cli/webhook_front.h"
#include "adapters/handoff/desk.h"
#include "adapters/host/rule_watcher.h"
#include "adapters/host/site_loader.h"
#include "adapters/messaging/memory_ledger.h"
#include "adapters/messaging/messengers.h"
#include "adapters/messaging/sqlite_ledger.h"
#include "adapters/store/sqlite_store.h"
#include "adapters/web/log.h"
#include "adapters/web/server.h"

namespace verbatim::cli {
namespace {

namespace fs = std::filesystem;

bool print_mistakes(const LoadedSites& loaded) {
  for (const auto& site : loaded.sites) {
    for (const auto& diagnostic : site.diagnostics)
      std::cerr << describe(diagnostic, site.folder.string()) << '\n';
  }
  if (!loaded.error.empty()) std::cerr << "verbatim serve: " << loaded.error << '\n';
  return !loaded.ok();
}

void print_loaded(const LoadedSites& loaded) {
  std::size_t count = 0;
  for (const auto& site : loaded.sites) {
    count += site.rulebook->rules().size();
    for (const auto& translation : site.rulebook->translations()) count += translation->rules().size();
  }
  std::cout << "Loaded " << loaded.sites.size() << (loaded.sites.size() == 1 ? " site, " : " sites, ")
            << count << " rules\n";
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

// The state folder of a service (systemd), or of the user (XDG Base Directory Specification).
std::optional<fs::path> state_folder() {
  if (const auto* service = std::getenv("STATE_DIRECTORY")) return fs::path(service);
  if (const auto* state = std::getenv("XDG_STATE_HOME")) return fs::path(state) / "verbatim";
  if (const auto* home = std::getenv("HOME")) return fs::path(home) / ".local" / "state" / "verbatim";
  return std::nullopt;
}

// A file a port: servers side by side do not share one.  None for a port that the system chooses.
std::optional<fs::path> own_file(const std::string& listen) {
  const auto port = listen.substr(listen.rfind(':') + 1);
  const auto folder = state_folder();
  if (port == "0" || !folder) return std::nullopt;
  std::error_code failed;
  fs::create_directories(*folder, failed);
  return failed ? std::nullopt : std::optional(*folder / ("chat-" + port + ".db"));
}

struct OpenedStore {
  std::unique_ptr<Store> store;  // null for memory
  std::string error = {};
};

OpenedStore open_store(const Settings& settings) {
  if (settings.store == "memory") return {};
  const bool choose = settings.store == "auto";
  const auto file = choose ? own_file(settings.serve.server.listen) : fs::path(settings.store);
  if (!file) return {};
  auto opened = SqliteStore::open(*file);
  if (!opened.remark.empty()) spdlog::error("{}.", opened.remark);
  if (opened.store) {
    std::cout << "Keeping conversations in " << file->string() << '\n';
    return {std::move(opened.store)};
  }
  if (!choose) return {.store = nullptr, .error = std::move(opened.error)};
  spdlog::warn("Conversations are kept in memory only: {}.", opened.error);
  return {};
}

// A file of its own beside the store, so that an event and all that comes of it is one transaction.
// Null, after its reason was said, when the file that was asked for cannot be used.
std::unique_ptr<messaging::Ledger> open_ledger(const Settings& settings, const char* extension) {
  const bool choose = settings.store == "auto";
  auto file = choose ? own_file(settings.serve.server.listen) : fs::path(settings.store);
  if (settings.store == "memory" || !file) return std::make_unique<messaging::MemoryLedger>();
  auto opened = messaging::SqliteLedger::open(file->replace_extension(extension));
  if (!opened.remark.empty()) spdlog::error("{}.", opened.remark);
  if (opened.ledger) return std::move(opened.ledger);
  std::cerr << "verbatim serve: " << opened.error << ".\n";
  return choose ? std::make_unique<messaging::MemoryLedger>() : nullptr;
}

// What messengers keep, and all that answers them.
struct MessengerDesk {
  MessengerDesk(const Host& host, std::unique_ptr<messaging::Ledger> kept, messaging::ChannelsConfig config)
      : ledger(std::move(kept)), messengers(host, *ledger, std::move(config)) {}

  std::unique_ptr<messaging::Ledger> ledger;
  messaging::Messengers messengers;
  std::optional<WebhookFront> front = {};
};

// What staff are to be told, and who tells them.
struct StaffDesk {
  StaffDesk(std::vector<handoff::Staff> staff, std::unique_ptr<messaging::Ledger> kept, Store& store)
      : ledger(std::move(kept)), desk(std::move(staff), *ledger, store) {}

  std::unique_ptr<messaging::Ledger> ledger;
  handoff::Desk desk;
};

constexpr std::chrono::seconds kSendLimit{5};  // for what still waits to be sent when the server stops

void watch_channels(web::Metrics& metrics, const messaging::Figures& figures) {
  const auto read = [&figures] { return figures.all(); };
  metrics.watch(
      {.name = "verbatim_channel_requests_total",
       .help = "Requests of messengers: received, and of these refused (not authentic) or malformed.",
       .read = read,
       .results = {{"requests", "received"}, {"refused"}, {"malformed"}}});
  metrics.watch({.name = "verbatim_channel_events_total",
                 .help = "What messengers reported, and what became of it.",
                 .read = read,
                 .results = {{"answered"},
                             {"repeated"},
                             {"stale"},
                             {"muted"},
                             {"too_fast"},
                             {"not_written"},
                             {"ignored"},
                             {"receipts"}}});
  metrics.watch({.name = "verbatim_channel_messages_total",
                 .help = "Messages to messengers, by how they ended, and tries after the first.",
                 .read = read,
                 .results = {{"sent"}, {"retried"}, {"undeliverable"}, {"unknown"}}});
}

bool complain(const std::vector<std::string>& problems) {
  for (const auto& problem : problems) std::cerr << "verbatim serve: " << problem << '\n';
  return !problems.empty();
}

// The line for a clinic's page that pins the widget to the bytes of this program.
void print_widget(std::string address) {
  if (address.ends_with('/')) address.pop_back();
  const auto widget = pinned_widget();
  std::cout << "Widget, pinned: <script type=\"module\" src=\"" << address << widget.path << "\" integrity=\""
            << widget.integrity << "\" crossorigin data-site=\"…\"></script>\n";
}

}  // namespace

int serve(const SettingSources& sources) {
  Settings settings;
  if (complain(read_settings(sources, settings))) return kUsage;
  web::begin_log({.format = settings.log_format, .level = settings.log_level});
  auto loaded = load_sites(settings.rules);
  if (print_mistakes(loaded)) return kRulesBad;
  print_loaded(loaded);
  std::vector<fs::path> folders;
  for (const auto& site : loaded.sites) folders.push_back(site.folder);
  std::optional<std::vector<handoff::Staff>> staff;
  if (!settings.handoff.empty() && !(staff = load_staff(settings.handoff, loaded.sites))) return kUsage;
  web::Server::hold_signals();
  auto store = open_store(settings);
  if (!store.error.empty()) {
    std::cerr << "verbatim serve: " << store.error << '\n';
    return kCannotServe;
  }
  web::Metrics metrics;
  settings.host.observer = &metrics;
  Host host(std::move(loaded.sites), settings.host, std::move(store.store));
  std::optional<StaffDesk> people;
  if (staff) {
    auto ledger = open_ledger(settings, ".handoff.db");
    if (!ledger) return kCannotServe;
    people.emplace(std::move(*staff), std::move(ledger), host.store());
    people->desk.start();
    host.set_desk(&people->desk);
    metrics.watch({.name = "verbatim_handoffs_total",
                   .help = "Requests for a person, and what became of telling staff.",
                   .read = [&figures = people->desk.figures()] { return figures.all(); },
                   .results = {{"answered", "asked"},
                               {"repeated"},
                               {"not_written"},
                               {"sent"},
                               {"retried"},
                               {"undeliverable"},
                               {"unknown"}}});
  }
  std::optional<MessengerDesk> desk;
  if (!settings.channels.empty()) {
    auto channels = load_channels(settings.channels, host);
    if (!channels) return kUsage;
    auto ledger = open_ledger(settings, ".messengers.db");
    if (!ledger) return kCannotServe;
    desk.emplace(host, std::move(ledger), std::move(*channels));
    desk->messengers.start();
    watch_channels(metrics, desk->messengers.figures());
    settings.serve.front = [&](web::Application& chat) -> web::Application& {
      return desk->front.emplace(desk->messengers.webhooks(), chat);
    };
  }
  std::optional<RuleWatcher> watcher;
  const auto on_reload = [&](const Reloaded& reloaded) {
    metrics.count_reload(reloaded.site, reloaded.published);
    print_reload(reloaded);
  };
  const auto on_ready = [&](const std::string& address) {
    print_widget(address);
    std::cout << "Serving on " << address << " (Ctrl-C stops)" << std::endl;
    if (!settings.watch) return;
    watcher.emplace(host, folders, on_reload);
    if (!watcher->error().empty()) std::cerr << "verbatim serve: " << watcher->error() << '\n';
  };
  const auto on_hangup = [&] {
    Settings now;
    if (complain(read_settings(sources, now))) return;
    web::begin_log({.format = now.log_format, .level = now.log_level});
    for (const auto& folder : folders) {
      auto site = load_site(folder);
      Reloaded reloaded{.site = site.name, .published = false, .diagnostics = site.diagnostics};
      reloaded.published = host.publish(std::move(site));
      on_reload(reloaded);
    }
  };
  const auto error =
      web::serve(settings.serve, host, metrics, assets(), {.on_ready = on_ready, .on_hangup = on_hangup});
  watcher.reset();
  if (desk) desk->messengers.stop(kSendLimit);
  if (people) people->desk.stop(kSendLimit);
  if (!error) return kOk;
  std::cerr << "verbatim serve: " << *error << '\n';
  return kCannotServe;
}

}  // namespace verbatim::cli
