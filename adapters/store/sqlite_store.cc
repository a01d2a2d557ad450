#include "adapters/store/sqlite_store.h"

#include <sodium.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

#include "adapters/store/job_queue.h"
#include "adapters/store/sqlite_file.h"
#include "adapters/store/sqlite_tables.h"

namespace verbatim {
namespace {

constexpr std::size_t kMostWaiting = 100'000;  // jobs; more are given back as failed
constexpr std::size_t kMostInGroup = 2'000;
constexpr std::chrono::milliseconds kPatience{1000};
constexpr std::chrono::minutes kExpireEvery{1};

Instant now() { return std::chrono::system_clock::now(); }

// Work for a thread that owns tables, and what to say when it is durable, or has failed.
struct Job {
  std::function<void(SqliteTables&)> work;
  Store::Done done;
  bool wipes = false;  // what it deletes must leave the log as well
};

using Jobs = std::vector<Job>;

}  // namespace

struct SqliteStore::State {
  explicit State(const std::filesystem::path& file) : writes(file), reads(file) {
    writer = std::jthread([this] { write(); });
    reader = std::jthread([this] { read(); });
  }

  ~State() {
    write_queue.close();
    read_queue.close();
  }

  void push(Job job) {
    if (write_queue.push(job)) return;
    note_failure("too many writes wait", 1);
    if (job.done) job.done(false);
  }

  void write() {
    Jobs jobs;
    auto expired = now() - kExpireEvery;
    while (write_queue.take(jobs, kPatience)) {
      for (std::size_t from = 0; from < jobs.size(); from += kMostInGroup)
        write_group(jobs, from, std::min(jobs.size(), from + kMostInGroup));
      if (now() - expired >= kExpireEvery || now() < expired) {
        expired = now();
        Jobs sweep(1);
        sweep.front().work = [](SqliteTables& tables) { tables.expire(now()); };
        write_group(sweep, 0, 1);
      }
    }
  }

  void write_group(Jobs& jobs, std::size_t from, std::size_t to) {
    const bool durable = commit(jobs, from, to);
    for (auto i = from; i < to; ++i)
      if (jobs[i].done) jobs[i].done(durable);
  }

  bool commit(Jobs& jobs, std::size_t from, std::size_t to) {
    try {
      writes.begin();
      for (auto i = from; i < to; ++i) jobs[i].work(writes);
      writes.commit();
    } catch (const std::exception& error) {
      writes.roll_back();
      note_failure(error.what(), to - from);
      return false;
    }
    note_success(to - from);
    return !std::any_of(jobs.begin() + static_cast<std::ptrdiff_t>(from),
                        jobs.begin() + static_cast<std::ptrdiff_t>(to),
                        [](const Job& job) { return job.wipes; }) ||
           empty_log();
  }

  bool empty_log() {
    try {
      writes.empty_log();
      return true;
    } catch (const std::exception& error) {
      note_failure(error.what(), 1);
      return false;
    }
  }

  void read() {
    Jobs jobs;
    while (read_queue.take(jobs, kPatience))
      for (auto& job : jobs) {
        try {
          job.work(reads);
        } catch (const std::exception& error) {
          note_failure(error.what(), 1);
          job.done(false);
        }
      }
  }

  void note_success(std::size_t count) {
    const std::lock_guard lock(mutex);
    state.saved += count;
    state.problem.clear();
  }

  void note_failure(std::string problem, std::size_t count) {
    const std::lock_guard lock(mutex);
    state.failed += count;
    state.problem = std::move(problem);
  }

  JobQueue<Job> write_queue{kMostWaiting};
  JobQueue<Job> read_queue{kMostWaiting};
  SqliteTables writes;  // the writer's own
  SqliteTables reads;   // the reader's own

  mutable std::mutex mutex;
  StoreState state;  // protected by mutex

  std::jthread writer;  // last: they use all of the above
  std::jthread reader;
};

SqliteStore::Opened SqliteStore::open(const std::filesystem::path& file) {
  if (sodium_init() < 0) return {.store = nullptr, .error = "the system has no source of random numbers"};
  Opened opened;
  try {
    const auto make = [&] {
      return std::unique_ptr<SqliteStore>(new SqliteStore(std::make_unique<State>(file)));
    };
    opened.store = make_or_begin_anew(file, make, opened.remark);
  } catch (const std::exception& error) {
    opened.error = "cannot keep conversations in " + file.string() + ": " + error.what() +
                   "; check that the folder exists and may be written, or choose another with --store";
  }
  return opened;
}

SqliteStore::SqliteStore(std::unique_ptr<State> state) : state_(std::move(state)) {}

SqliteStore::~SqliteStore() = default;

void SqliteStore::save(const std::string& name, KeptTurn turn, std::function<void(Saved)> saved) {
  auto next = std::make_shared<bool>(false);
  state_->push({.work = [next, name,
                         turn = std::move(turn)](SqliteTables& tables) { *next = tables.save(name, turn); },
                .done =
                    [next, saved = std::move(saved)](bool durable) {
                      saved(!durable ? Saved::kFailed : *next ? Saved::kDurable : Saved::kStale);
                    }});
}

void SqliteStore::load(const std::string& name, std::size_t replies, Loaded loaded) {
  Job job{.work = [name, replies,
                   loaded](SqliteTables& tables) { loaded(true, tables.load(name, replies, now())); },
          .done = [loaded](bool) { loaded(false, std::nullopt); }};
  if (!state_->read_queue.push(job)) loaded(false, std::nullopt);
}

void SqliteStore::replies(const std::string& name, std::uint64_t after,
                          std::function<void(std::vector<KeptReply>)> found) {
  Job job{.work = [name, after,
                   found](SqliteTables& tables) { found(tables.replies(name, after, kMostReplies)); },
          .done = [found](bool) { found({}); }};
  if (!state_->read_queue.push(job)) found({});
}

void SqliteStore::erase(const std::string& name, Done done) {
  state_->push(
      {.work = [name](SqliteTables& tables) { tables.erase(name); }, .done = std::move(done), .wipes = true});
}

void SqliteStore::note(Note note) {
  state_->push(
      {.work = [note = std::move(note)](SqliteTables& tables) { tables.note(note); }, .done = nullptr});
}

void SqliteStore::notes(std::string site, std::function<void(std::vector<Note>)> all) {
  Job job{.work = [all, site = std::move(site)](SqliteTables& tables) { all(tables.notes(site)); },
          .done = [all](bool) { all({}); }};
  if (!state_->read_queue.push(job)) all({});
}

StoreState SqliteStore::state() const {
  auto state = [&] {
    const std::lock_guard lock(state_->mutex);
    return state_->state;
  }();
  state.waiting = state_->write_queue.size();
  return state;
}

}  // namespace verbatim
