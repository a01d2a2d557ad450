#include "adapters/messaging/sqlite_ledger.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <mutex>
#include <utility>

#include "adapters/messaging/crypto.h"
#include "adapters/messaging/read_json.h"
#include "adapters/store/sqlite_file.h"

namespace verbatim::messaging {
namespace {

constexpr int kForgetEvery = 1000;  // events

constexpr const char* kSchema =
    "CREATE TABLE IF NOT EXISTS claims (key BLOB PRIMARY KEY, taken INTEGER) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS sessions (key BLOB PRIMARY KEY, written INTEGER, session TEXT) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS outgoing (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT, account "
    "TEXT,"
    " call TEXT, created INTEGER, begun INTEGER);"
    "CREATE TABLE IF NOT EXISTS undelivered (id INTEGER PRIMARY KEY, account TEXT, created INTEGER, why "
    "TEXT);";

std::string write_call(const Call& call) {
  Json headers = Json::array();
  for (const auto& [name, value] : call.headers) headers.push_back({name, value});
  return write_json({{"path", call.path},
                     {"type", call.content_type},
                     {"body", call.body},
                     {"headers", headers},
                     {"method", call.method},
                     {"repeatable", call.repeatable},
                     {"minor", call.minor}});
}

Call read_call(const std::string& text) {
  const auto in = read_json(text).value_or(Json());
  Call call{.path = text_of(at(in, "path")),
            .content_type = text_of(at(in, "type")),
            .body = text_of(at(in, "body")),
            .method = text_of(at(in, "method")),
            .repeatable = is_true(at(in, "repeatable")),
            .minor = is_true(at(in, "minor"))};
  if (const auto& headers = at(in, "headers"); headers.is_array())
    for (const auto& header : headers)
      call.headers.emplace_back(text_of(header.at(0)), text_of(header.at(1)));
  return call;
}

}  // namespace

struct SqliteLedger::Tables {
  explicit Tables(const std::filesystem::path& file) : database(open_database(file)) {
    database.exec(kSchema);
  }

  // A statement with the digest of `name` as its first value.
  SQLite::Statement keyed(const char* sql, const std::string& name) {
    SQLite::Statement statement(database, sql);
    const auto key = sha256(name);
    statement.bind(1, key.data(), static_cast<int>(key.size()));
    return statement;
  }

  bool claim(const Taken& taken) {
    auto insert = keyed("INSERT OR IGNORE INTO claims VALUES (?, ?)", taken.claim);
    insert.bind(2, taken.now);
    return insert.exec() == 1;
  }

  void keep_session(const Taken& taken) {
    auto insert = keyed("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)", taken.conversation);
    insert.bind(2, taken.now);
    insert.bind(3, taken.session);
    insert.exec();
  }

  void keep_call(Outgoing& call) {
    SQLite::Statement insert(database, "INSERT INTO outgoing VALUES (NULL, ?, ?, ?, ?, 0)");
    insert.bind(1, call.conversation.data(), static_cast<int>(call.conversation.size()));
    insert.bind(2, call.account);
    insert.bind(3, write_call(call.call));
    insert.bind(4, call.created);
    insert.exec();
    call.id = static_cast<std::uint64_t>(database.getLastInsertRowid());
  }

  // Within a group, which fails with it.
  Written write(Taken& taken) {
    try {
      if (!claim(taken)) return Written::kRepeated;
      if (!taken.conversation.empty()) keep_session(taken);
      for (auto& call : taken.outgoing) keep_call(call);
      forget_old(taken.now);
      return Written::kNew;
    } catch (const SQLite::Exception&) {
      group_failed = true;
      return Written::kFailed;
    }
  }

  bool mark(std::uint64_t id, bool begun) {
    const std::lock_guard lock(mutex);
    try {
      SQLite::Statement update(database, "UPDATE outgoing SET begun = ? WHERE id = ?");
      update.bind(1, begun ? 1 : 0);
      update.bind(2, static_cast<std::int64_t>(id));
      return update.exec() == 1;
    } catch (const SQLite::Exception&) {
      return false;
    }
  }

  void forget_old(std::int64_t now) {
    if (++events % kForgetEvery != 1) return;
    for (const auto* sql : {"DELETE FROM claims WHERE taken < ?", "DELETE FROM sessions WHERE written < ?",
                            "DELETE FROM undelivered WHERE created < ?"}) {
      SQLite::Statement old(database, sql);
      old.bind(1, now - kKeep);
      old.exec();
    }
  }

  std::recursive_mutex mutex;  // protects all of the below; a group holds it, and takes within it
  SQLite::Database database;
  int events = 0;
  bool in_group = false;
  bool group_failed = false;
};

SqliteLedger::Opened SqliteLedger::open(const std::filesystem::path& file) {
  Opened opened;
  try {
    const auto make = [&] {
      return std::unique_ptr<SqliteLedger>(new SqliteLedger(std::make_unique<Tables>(file)));
    };
    opened.ledger = make_or_begin_anew(file, make, opened.remark);
  } catch (const std::exception& failure) {
    opened.error = file.string() + " cannot keep what messengers must not forget: " + failure.what();
  }
  return opened;
}

SqliteLedger::SqliteLedger(std::unique_ptr<Tables> tables) : tables_(std::move(tables)) {}

SqliteLedger::~SqliteLedger() = default;

// When it cannot be read, take() will find out.
bool SqliteLedger::knows(const std::string& claim) {
  const std::lock_guard lock(tables_->mutex);
  try {
    return tables_->keyed("SELECT 1 FROM claims WHERE key = ?", claim).executeStep();
  } catch (const SQLite::Exception&) {
    return false;
  }
}

Ledger::Written SqliteLedger::take(Taken& taken) {
  const std::lock_guard lock(tables_->mutex);
  if (tables_->group_failed) return Written::kFailed;
  if (tables_->in_group) return tables_->write(taken);
  auto written = Written::kFailed;
  return group([&] { written = tables_->write(taken); }) ? written : Written::kFailed;
}

bool SqliteLedger::group(const std::function<void()>& work) {
  auto& tables = *tables_;
  const std::lock_guard lock(tables.mutex);
  try {
    SQLite::Transaction transaction(tables.database, SQLite::TransactionBehavior::IMMEDIATE);
    tables.in_group = true;
    tables.group_failed = false;
    work();
    tables.in_group = false;
    if (!std::exchange(tables.group_failed, false)) return transaction.commit(), true;
  } catch (const SQLite::Exception&) {
    tables.in_group = tables.group_failed = false;
  }
  return false;
}

std::optional<std::string> SqliteLedger::session(const std::string& conversation, std::int64_t since) {
  const std::lock_guard lock(tables_->mutex);
  try {
    auto found = tables_->keyed("SELECT session FROM sessions WHERE key = ? AND written >= ?", conversation);
    found.bind(2, since);
    return found.executeStep() ? std::optional(found.getColumn(0).getString()) : std::nullopt;
  } catch (const SQLite::Exception&) {
    return std::nullopt;
  }
}

bool SqliteLedger::begin(std::uint64_t id) { return tables_->mark(id, true); }

// Should this fail, the call is not made again after a restart.
void SqliteLedger::put_back(std::uint64_t id) { tables_->mark(id, false); }

// Should this fail, the call is found as begun at the next start, and is not made twice.
void SqliteLedger::end(std::uint64_t id, Ending ending) {
  const std::lock_guard lock(tables_->mutex);
  try {
    SQLite::Transaction transaction(tables_->database, SQLite::TransactionBehavior::IMMEDIATE);
    if (ending != Ending::kSent) {
      SQLite::Statement keep(
          tables_->database,
          "INSERT OR IGNORE INTO undelivered SELECT id, account, created, ? FROM outgoing WHERE id = ?");
      keep.bind(1, ending == Ending::kUnknown ? "unknown" : "refused");
      keep.bind(2, static_cast<std::int64_t>(id));
      keep.exec();
    }
    SQLite::Statement remove(tables_->database, "DELETE FROM outgoing WHERE id = ?");
    remove.bind(1, static_cast<std::int64_t>(id));
    remove.exec();
    transaction.commit();
  } catch (const SQLite::Exception&) {
    return;
  }
}

std::vector<Outgoing> SqliteLedger::waiting() {
  const std::lock_guard lock(tables_->mutex);
  std::vector<Outgoing> all;
  try {
    SQLite::Statement rows(
        tables_->database,
        "SELECT id, conversation, account, call, created, begun FROM outgoing ORDER BY id");
    while (rows.executeStep())
      all.push_back({.id = static_cast<std::uint64_t>(rows.getColumn(0).getInt64()),
                     .conversation = rows.getColumn(1).getString(),
                     .account = rows.getColumn(2).getString(),
                     .call = read_call(rows.getColumn(3).getString()),
                     .created = rows.getColumn(4).getInt64(),
                     .begun = rows.getColumn(5).getInt() != 0});
  } catch (const SQLite::Exception&) {
    return all;
  }
  return all;
}

}  // namespace verbatim::messaging
