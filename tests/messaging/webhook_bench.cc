// How many webhooks a second are taken when so many come at once: verified, read, claimed, answered in the
// response.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <latch>
#include <memory>
#include <string>

#include "adapters/host/site_loader.h"
#include "adapters/messaging/channel.h"
#include "adapters/messaging/memory_ledger.h"
#include "adapters/messaging/messengers.h"
#include "adapters/messaging/rehearsal.h"
#include "adapters/messaging/sqlite_ledger.h"

namespace verbatim::messaging {
namespace {

constexpr std::int64_t kNow = 1'750'000'000;

std::vector<LoadedSite> site() {
  std::vector<LoadedSite> sites;
  sites.push_back(load_site("rules/microneedling"));
  return sites;
}

// Each request is another event of another person.
std::string with_number(std::string body, std::int64_t number) {
  const auto digits = std::to_string(number);
  const auto put = [&](std::string_view mark, const std::string& value) {
    if (const auto at = body.find(mark); at != std::string::npos) body.replace(at, mark.size(), value);
  };
  put("\"update_id\":1", "\"update_id\":" + digits);
  put("\"id\":5", "\"id\":" + digits);
  return body;
}

void take(benchmark::State& state, Ledger& ledger) {
  const Host host(site());
  std::atomic<bool> failed = false;
  auto account = rehearsal_account("telegram", "microneedling", "http://127.0.0.1:1");
  account.reply_in_response = true;
  account.max_age = std::chrono::seconds(0);
  Messengers messengers(host, ledger, {.accounts = {account}});
  const auto message = rehearsal_message(account, "how many sessions do I need?", kNow);
  const std::vector<Header> headers{{"Content-Type", "application/json"},
                                    {message.headers[0].first, message.headers[0].second}};
  std::int64_t number = 1;
  for (auto _ : state) {
    std::latch answered(state.range(0));
    for (std::int64_t i = 0; i < state.range(0); ++i) {
      const auto body = with_number(message.body, ++number);
      messengers.webhooks().handle(
          {.method = "POST", .target = account.path, .headers = headers, .body = body},
          [&](const WebReply& reply) {
            if (reply.status != 200 || reply.body.empty()) failed = true;
            answered.count_down();
          });
    }
    answered.wait();
  }
  if (failed) state.SkipWithError("a webhook was not answered");
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void in_memory(benchmark::State& state) {
  MemoryLedger ledger;
  take(state, ledger);
}

void in_sqlite(benchmark::State& state) {
  const auto file = std::filesystem::temp_directory_path() / ("verbatim-bench-" + std::to_string(::getpid()));
  const auto opened = SqliteLedger::open(file);
  take(state, *opened.ledger);
  for (const auto* more : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + more);
}

void refused(benchmark::State& state) {
  MemoryLedger ledger;
  const Host host(site());
  const auto account = rehearsal_account("whatsapp", "microneedling", "http://127.0.0.1:1");
  Messengers messengers(host, ledger, {.accounts = {account}});
  const std::string body(16 * 1024, 'x');
  const auto wrong = "sha256=" + std::string(64, '0');
  const std::vector<Header> headers{{"X-Hub-Signature-256", wrong}};
  for (auto _ : state)
    messengers.webhooks().handle({.method = "POST", .target = account.path, .headers = headers, .body = body},
                                 [&](const WebReply& reply) {
                                   if (reply.status != 401)
                                     state.SkipWithError("a forged webhook was believed");
                                 });
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(in_memory)->Name("webhook/claims in memory, at once")->Arg(1)->Arg(64)->UseRealTime();
BENCHMARK(in_sqlite)
    ->Name("webhook/claims in SQLite, synced, at once")
    ->Arg(1)
    ->Arg(8)
    ->Arg(64)
    ->UseRealTime();
BENCHMARK(refused)->Name("webhook/16 KiB with a wrong signature");

}  // namespace
}  // namespace verbatim::messaging

BENCHMARK_MAIN();
