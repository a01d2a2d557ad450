#include "adapters/web/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <spdlog/spdlog.h>

#include <map>
#include <mutex>
#include <utility>

#include "adapters/host/host.h"
#include "adapters/host/token.h"

namespace verbatim::web {
namespace {

using Labels = prometheus::Labels;

// From 5 microseconds, in seconds.
const prometheus::Histogram::BucketBoundaries kSeconds{5e-6, 1e-5, 2e-5, 5e-5, 1e-4,
                                                       2e-4, 5e-4, 1e-3, 5e-3, 2.5e-2};

template <class Builder>
auto& family(Builder builder, const char* name, const char* help, prometheus::Registry& registry) {
  return builder.Name(name).Help(help).Register(registry);
}

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& replies =
      family(prometheus::BuildCounter(), "verbatim_replies_total", "Replies, by site and kind.", registry);
  prometheus::Family<prometheus::Counter>& rules = family(
      prometheus::BuildCounter(), "verbatim_rule_answers_total", "Answers, by site and rule.", registry);
  prometheus::Family<prometheus::Counter>& refused =
      family(prometheus::BuildCounter(), "verbatim_refused_total",
             "Requests and messages refused, by reason.", registry);
  prometheus::Family<prometheus::Counter>& reloads =
      family(prometheus::BuildCounter(), "verbatim_reloads_total",
             "Rule folders read again, by site and result.", registry);
  prometheus::Family<prometheus::Gauge>& values =
      family(prometheus::BuildGauge(), "verbatim_connections", "WebSockets that are open.", registry);
  prometheus::Family<prometheus::Gauge>& conversations =
      family(prometheus::BuildGauge(), "verbatim_conversations", "Conversations in memory.", registry);
  prometheus::Family<prometheus::Gauge>& store =
      family(prometheus::BuildGauge(), "verbatim_store_writes",
             "Writes of the store since the start, by state.", registry);
  prometheus::Family<prometheus::Gauge>& degraded =
      family(prometheus::BuildGauge(), "verbatim_store_degraded",
             "1 when the last write of the store failed.", registry);
  prometheus::Histogram& seconds = family(prometheus::BuildHistogram(), "verbatim_reply_seconds",
                                          "Time of the engine for a reply.", registry)
                                       .Add({}, kSeconds);
  prometheus::Gauge& connections = values.Add({});

  // Finding a counter by its labels costs more than the counting: each is found once.
  prometheus::Counter& counter(prometheus::Family<prometheus::Counter>& of, const char* label,
                               std::string_view site, std::string_view value) {
    const std::lock_guard lock(mutex);
    auto& found = counters[&of][{std::string(site), std::string(value)}];
    if (!found) found = &of.Add({{"site", std::string(site)}, {label, std::string(value)}});
    return *found;
  }

  // Brings the counter up to what its owner has counted.
  static void catch_up(const Watched& watched, prometheus::Family<prometheus::Counter>& family) {
    const auto all = watched.read();
    for (const auto& [name, shown] : watched.results)
      for (const auto& [counted, count] : all) {
        if (counted != name) continue;
        auto& counter = family.Add({{"result", std::string(shown.empty() ? name : shown)}});
        counter.Increment(static_cast<double>(count) - counter.Value());
      }
  }

  std::mutex mutex;
  // Protected by mutex.
  std::vector<std::pair<Watched, prometheus::Family<prometheus::Counter>*>> watched;
  std::map<const void*, std::map<std::pair<std::string, std::string>, prometheus::Counter*>> counters;
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}

Metrics::~Metrics() = default;

void Metrics::on_turn(const TurnReport& report) {
  auto& f = *families_;
  f.counter(f.replies, "kind", report.site, name_of(report.reply.kind)).Increment();
  for (const auto& answered : report.reply.answers)
    f.counter(f.rules, "rule", report.site, answered.rule).Increment();
  f.seconds.Observe(std::chrono::duration<double>(report.took).count());
  if (!spdlog::should_log(spdlog::level::debug)) return;
  spdlog::debug("turn={} site={} kind={} rule={} took_us={}", turn_id(report.session, report.seq),
                report.site, name_of(report.reply.kind), report.reply.rule(), report.took.count() / 1000);
}

void Metrics::count_refused(std::string_view reason) {
  families_->refused.Add({{"reason", std::string(reason)}}).Increment();
}

void Metrics::count_reload(std::string_view site, bool published) {
  families_->reloads.Add({{"site", std::string(site)}, {"result", published ? "published" : "kept"}})
      .Increment();
}

void Metrics::count_connection(int change) { families_->connections.Increment(change); }

void Metrics::watch(Watched watched) {
  auto& counters =
      prometheus::BuildCounter().Name(watched.name).Help(watched.help).Register(families_->registry);
  const std::lock_guard lock(families_->mutex);
  families_->watched.emplace_back(std::move(watched), &counters);
}

std::string Metrics::text(const Host& host) const {
  const auto state = host.store().state();
  auto& f = *families_;
  f.conversations.Add({}).Set(static_cast<double>(host.conversations()));
  f.store.Add({{"state", "saved"}}).Set(static_cast<double>(state.saved));
  f.store.Add({{"state", "failed"}}).Set(static_cast<double>(state.failed));
  f.store.Add({{"state", "waiting"}}).Set(static_cast<double>(state.waiting));
  f.degraded.Add({}).Set(state.problem.empty() ? 0 : 1);
  {
    const std::lock_guard lock(f.mutex);
    for (const auto& [watched, counters] : f.watched) Families::catch_up(watched, *counters);
  }
  return prometheus::TextSerializer().Serialize(f.registry.Collect());
}

}  // namespace verbatim::web
