#include "adapters/store/sqlite_tables.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <stdexcept>
#include <utility>

#include "adapters/store/kept_fields.h"
#include "adapters/store/seal.h"
#include "adapters/store/sqlite_file.h"

namespace verbatim {
namespace {

constexpr int kVersion = 1;  // of the tables

// A text stays longer than the conversation that was given it last, so that it is written once a week and
// not once a reply.
constexpr auto kTextStays = std::chrono::hours(24 * 7);

// What the log beside the file may grow to before it is brought into the file, in pages of 4 KiB.
constexpr const char* kLogPages = "PRAGMA wal_autocheckpoint=2000";

constexpr const char* kTables = R"(
CREATE TABLE conversations(row BLOB PRIMARY KEY, site TEXT NOT NULL, seq INTEGER NOT NULL,
                           sealed BLOB NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX conversations_expire ON conversations(expires);
CREATE TABLE replies(row BLOB NOT NULL, seq INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY(row, seq)) WITHOUT ROWID;
CREATE TABLE texts(key BLOB PRIMARY KEY, text TEXT NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE notes(number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, site TEXT NOT NULL, subject TEXT NOT NULL,
                   detail TEXT NOT NULL, at INTEGER NOT NULL, expires INTEGER NOT NULL);
CREATE INDEX notes_site ON notes(site, number);
)";

std::int64_t seconds(Instant at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

Instant instant(std::int64_t seconds) { return Instant(std::chrono::seconds(seconds)); }

template <class Bytes>
void bind_bytes(SQLite::Statement& statement, int place, const Bytes& bytes) {
  statement.bindNoCopy(place, bytes.data(), static_cast<int>(bytes.size()));
}

std::string_view bytes_of(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

void bring_up_to_date(SQLite::Database& database) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const auto version = database.execAndGet("PRAGMA user_version").getInt();
  if (version > kVersion) throw std::runtime_error("it was written by a newer Verbatim");
  if (version == 0) database.exec(kTables);
  database.exec("PRAGMA user_version=" + std::to_string(kVersion));
  transaction.commit();
}

}  // namespace

struct SqliteTables::State {
  explicit State(const std::filesystem::path& file) : database(open_database(file)) {
    database.exec(kLogPages);
    bring_up_to_date(database);
  }

  // A statement while it is used.  Left half-way it would hold on to what the file was then.
  class Use {
   public:
    explicit Use(SQLite::Statement& statement) : statement_(statement) {}
    ~Use() { statement_.tryReset(); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    SQLite::Statement* operator->() const { return &statement_; }
    SQLite::Statement& operator*() const { return statement_; }

   private:
    SQLite::Statement& statement_;
  };

  // Prepared on first use.
  Use statement(const char* sql) {
    const auto known = statements.find(sql);
    auto& statement =
        known != statements.end() ? known->second : statements.try_emplace(sql, database, sql).first->second;
    statement.reset();
    statement.clearBindings();
    return Use(statement);
  }

  SQLite::Database database;
  std::map<const char*, SQLite::Statement> statements;  // by the address of their text
  std::map<TextKey, Instant> texts;                     // that are in the table, and until when
  std::map<TextKey, Instant> new_texts;                 // of the transaction under way
};

SqliteTables::SqliteTables(const std::filesystem::path& file) : state_(std::make_unique<State>(file)) {}

SqliteTables::~SqliteTables() = default;

void SqliteTables::begin() { state_->statement("BEGIN IMMEDIATE")->exec(); }

void SqliteTables::commit() {
  state_->statement("COMMIT")->exec();
  for (const auto& [key, expires] : state_->new_texts) state_->texts.insert_or_assign(key, expires);
  state_->new_texts.clear();
}

void SqliteTables::roll_back() noexcept {
  state_->new_texts.clear();
  try {
    for (auto& [sql, statement] : state_->statements) statement.tryReset();
    state_->database.tryExec("ROLLBACK");  // fails when SQLite has done it already
  } catch (const std::exception&) {
    return;
  }
}

bool SqliteTables::save(const std::string& name, const KeptTurn& turn) {
  const Seal seal(name);
  if (!advance(seal, turn)) return false;
  const auto sealed = seal.close(pack(turn.reply));
  const auto keep = state_->statement("INSERT INTO replies VALUES(?,?,?)");
  bind_bytes(*keep, 1, seal.row());
  keep->bind(2, static_cast<std::int64_t>(turn.reply.seq));
  bind_bytes(*keep, 3, sealed);
  keep->exec();
  keep_text(turn.reply, turn.expires);
  return true;
}

// The conversation goes from the turn before this one to this one, or not at all.
bool SqliteTables::advance(const Seal& seal, const KeptTurn& turn) {
  const auto session = seal.close(turn.session);
  const auto save = state_->statement(
      turn.reply.seq == 1
          ? "INSERT OR IGNORE INTO conversations(site,seq,sealed,expires,row) VALUES(?,?,?,?,?)"
          : "UPDATE conversations SET site=?,seq=?,sealed=?,expires=? WHERE row=? AND seq=?2-1");
  save->bindNoCopy(1, turn.site);
  save->bind(2, static_cast<std::int64_t>(turn.reply.seq));
  bind_bytes(*save, 3, session);
  save->bind(4, seconds(turn.expires));
  bind_bytes(*save, 5, seal.row());
  return save->exec() == 1;
}

void SqliteTables::keep_text(const KeptReply& reply, Instant expires) {
  const auto stays = [&](const std::map<TextKey, Instant>& texts) {
    const auto known = texts.find(reply.key);
    return known != texts.end() && known->second >= expires;
  };
  if (stays(state_->texts) || stays(state_->new_texts)) return;
  const auto keep = state_->statement("INSERT OR REPLACE INTO texts VALUES(?,?,?)");
  bind_bytes(*keep, 1, reply.key);
  keep->bindNoCopy(2, *reply.text);
  keep->bind(3, seconds(expires + kTextStays));
  keep->exec();
  state_->new_texts.insert_or_assign(reply.key, expires + kTextStays);
}

std::optional<KeptConversation> SqliteTables::load(const std::string& name, std::size_t replies,
                                                   Instant now) {
  const Seal seal(name);
  const auto find = state_->statement("SELECT site,seq,sealed FROM conversations WHERE row=? AND expires>?");
  bind_bytes(*find, 1, seal.row());
  find->bind(2, seconds(now));
  if (!find->executeStep()) return std::nullopt;
  auto session = seal.open(bytes_of(find->getColumn(2)));
  if (!session) return std::nullopt;
  KeptConversation conversation{.site = find->getColumn(0).getString(),
                                .session = std::move(*session),
                                .seq = static_cast<std::uint64_t>(find->getColumn(1).getInt64())};
  conversation.replies =
      this->replies(name, conversation.seq - std::min<std::uint64_t>(conversation.seq, replies), replies);
  return conversation;
}

std::vector<KeptReply> SqliteTables::replies(const std::string& name, std::uint64_t after, std::size_t most) {
  const Seal seal(name);
  const auto all =
      state_->statement("SELECT seq,sealed FROM replies WHERE row=? AND seq>? ORDER BY seq LIMIT ?");
  bind_bytes(*all, 1, seal.row());
  all->bind(2, static_cast<std::int64_t>(after));
  all->bind(3, static_cast<std::int64_t>(most));
  std::vector<KeptReply> found;
  while (all->executeStep()) {
    const auto content = seal.open(bytes_of(all->getColumn(1)));
    auto reply = content ? unpack(*content) : std::nullopt;
    if (!reply) continue;
    reply->seq = static_cast<std::uint64_t>(all->getColumn(0).getInt64());
    reply->text = text_of(reply->key);
    if (reply->text) found.push_back(std::move(*reply));
  }
  return found;
}

std::shared_ptr<const std::string> SqliteTables::text_of(const TextKey& key) {
  const auto text = state_->statement("SELECT text FROM texts WHERE key=?");
  bind_bytes(*text, 1, key);
  return text->executeStep() ? std::make_shared<const std::string>(text->getColumn(0).getString()) : nullptr;
}

void SqliteTables::erase(const std::string& name) {
  const Seal seal(name);
  for (const auto* sql : {"DELETE FROM conversations WHERE row=?", "DELETE FROM replies WHERE row=?"}) {
    const auto erase = state_->statement(sql);
    bind_bytes(*erase, 1, seal.row());
    erase->exec();
  }
}

void SqliteTables::note(const Note& note) {
  const auto add =
      state_->statement("INSERT INTO notes(kind,site,subject,detail,at,expires) VALUES(?,?,?,?,?,?)");
  add->bind(1, static_cast<int>(note.kind));
  add->bindNoCopy(2, note.site);
  add->bindNoCopy(3, note.subject);
  add->bindNoCopy(4, note.detail);
  add->bind(5, seconds(note.at));
  add->bind(6, seconds(note.expires));
  add->exec();
}

std::vector<Note> SqliteTables::notes(const std::string& site) {
  const auto all = state_->statement(
      "SELECT kind,subject,detail,at,expires FROM notes WHERE site=? ORDER BY number DESC LIMIT 10000");
  all->bindNoCopy(1, site);
  std::vector<Note> found;
  while (all->executeStep())
    found.push_back({.kind = static_cast<Note::Kind>(all->getColumn(0).getInt()),
                     .site = site,
                     .subject = all->getColumn(1).getString(),
                     .detail = all->getColumn(2).getString(),
                     .at = instant(all->getColumn(3).getInt64()),
                     .expires = instant(all->getColumn(4).getInt64())});
  return found;
}

void SqliteTables::expire(Instant now) {
  for (const auto* sql : {"DELETE FROM replies WHERE row IN (SELECT row FROM conversations WHERE expires<=?)",
                          "DELETE FROM conversations WHERE expires<=?", "DELETE FROM texts WHERE expires<=?",
                          "DELETE FROM notes WHERE expires<=?"}) {
    const auto expire = state_->statement(sql);
    expire->bind(1, seconds(now));
    expire->exec();
  }
  std::erase_if(state_->texts, [&](const auto& entry) { return entry.second <= now; });
}

void SqliteTables::empty_log() { state_->database.exec("PRAGMA wal_checkpoint(TRUNCATE)"); }

}  // namespace verbatim
