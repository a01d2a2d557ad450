// A host on a durable store: nothing is answered before it is kept, and nothing that was answered is lost.
#include <doctest/doctest.h>

#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/host/host.h"
#include "adapters/store/memory_store.h"
#include "adapters/store/sqlite_store.h"
#include "tests/protocol/small_rulebook.h"
#include "tests/store/waiting.h"

using namespace verbatim;

namespace {

// Keeps nothing until it is told whether that went well.
class SlowStore final : public Store {
 public:
  bool durable() const override { return true; }
  void save(const std::string& name, KeptTurn kept, std::function<void(Saved)> saved) override {
    name_ = name;
    kept_ = std::move(kept);
    saved_ = std::move(saved);
  }
  void settle(Saved how) {
    REQUIRE(saved_);
    if (how == Saved::kDurable) memory_.save(name_, kept_, [&](Saved real) { how = real; });
    std::exchange(saved_, nullptr)(how);
  }
  void load(const std::string& name, std::size_t replies, Loaded loaded) override {
    readable ? memory_.load(name, replies, std::move(loaded)) : loaded(false, std::nullopt);
  }
  void replies(const std::string& name, std::uint64_t after,
               std::function<void(std::vector<KeptReply>)> found) override {
    memory_.replies(name, after, std::move(found));
  }
  void erase(const std::string& name, Done done) override { memory_.erase(name, std::move(done)); }
  void note(Note note) override { memory_.note(std::move(note)); }
  void notes(std::string site, std::function<void(std::vector<Note>)> all) override {
    memory_.notes(std::move(site), std::move(all));
  }
  StoreState state() const override { return memory_.state(); }

  bool readable = true;

 private:
  MemoryStore memory_;
  std::string name_;
  KeptTurn kept_;
  std::function<void(Saved)> saved_;
};

std::vector<LoadedSite> sites() {
  const auto rulebook = Rulebook::parse(small_rulebook()).rulebook;
  REQUIRE(rulebook);
  std::vector<LoadedSite> all;
  all.push_back({.name = "east", .folder = {}, .rulebook = rulebook});
  return all;
}

std::string render(const Reply& reply) { return plain_text(reply.blocks); }

Host::Opened open(Host& host, std::string_view session = {}) {
  std::promise<Host::Opened> later;
  const auto at_once = host.open(*host.find_site("east"), session, "",
                                 [&](Host::Opened opened) { later.set_value(std::move(opened)); });
  return at_once ? *at_once : later.get_future().get();
}

struct Fixture {
  Fixture() {
    auto made = std::make_unique<SlowStore>();
    store = made.get();
    host = std::make_unique<Host>(sites(), HostOptions{}, std::move(made));
    conversation = open(*host).conversation;
  }

  Turn take(std::string id, std::string text) {
    return conversation->take({.id = std::move(id), .text = std::move(text)}, render,
                              [this](Turn turn) { later.push_back(std::move(turn)); });
  }

  SlowStore* store;
  std::unique_ptr<Host> host;
  std::shared_ptr<Conversation> conversation;
  std::vector<Turn> later;
};

struct CountingListener final : Listener {
  void on_news() override { ++news; }
  int news = 0;
};

}  // namespace

TEST_CASE("a reply comes once it is kept, and meanwhile no other turn begins") {
  Fixture f;
  CHECK(f.take("a", "when are you open?").status == Turn::Status::kPending);
  CHECK(f.conversation->replies_after(0).empty());
  CHECK(f.take("b", "what does it cost?").status == Turn::Status::kBusy);
  CHECK(f.take("a", "when are you open?").status == Turn::Status::kBusy);
  f.store->settle(Store::Saved::kDurable);
  REQUIRE(f.later.size() == 1);
  CHECK(f.later[0].status == Turn::Status::kAnswered);
  CHECK(*f.later[0].reply.text == "From nine.");
  CHECK(f.take("a", "").status == Turn::Status::kRepeated);
  CHECK(f.take("b", "what does it cost?").status == Turn::Status::kPending);
}

TEST_CASE("a turn that could not be kept has not happened, but its answer is at hand") {
  Fixture f;
  f.take("a", "when are you open?");
  f.store->settle(Store::Saved::kFailed);
  REQUIRE(f.later.size() == 1);
  CHECK(f.later[0].status == Turn::Status::kNotKept);
  CHECK(*f.later[0].reply.text == "From nine.");
  CHECK(f.conversation->last_seq() == 0);
  CHECK(f.take("a", "when are you open?").status == Turn::Status::kPending);
  f.store->settle(Store::Saved::kDurable);
  CHECK(f.later[1].reply.seq == 1);
}

TEST_CASE("two servers on one store take turns in one conversation without losing any") {
  const ScratchFolder folder;
  Host east(sites(), {}, SqliteStore::open(folder.file()).store);
  Host west(sites(), {}, SqliteStore::open(folder.file()).store);
  const auto say = [](Conversation& conversation, const std::string& id) {
    for (;;) {
      std::promise<Turn> later;
      auto turn = conversation.take({.id = id, .text = "when are you open?"}, render,
                                    [&](Turn one) { later.set_value(std::move(one)); });
      if (turn.status == Turn::Status::kPending) turn = later.get_future().get();
      if (turn.status != Turn::Status::kStale) return turn;
    }
  };
  const auto here = open(east).conversation;
  CHECK(say(*here, "m1").reply.seq == 1);
  const auto there = open(west, to_text(here->token())).conversation;
  CHECK(say(*there, "m2").reply.seq == 2);
  CHECK(say(*here, "m3").reply.seq == 3);
  CHECK(say(*there, "m3").status == Turn::Status::kRepeated);
  CHECK(say(*there, "m4").reply.seq == 4);
  std::promise<std::size_t> count;
  here->all_replies_after(0, [&](const std::vector<KeptReply>& all) { count.set_value(all.size()); });
  CHECK(count.get_future().get() == 3);
  CHECK(open(east, to_text(here->token())).conversation->last_seq() == 4);
}

TEST_CASE("others that listen hear of a reply, and of the end") {
  Fixture f;
  const auto mine = std::make_shared<CountingListener>();
  const auto other = std::make_shared<CountingListener>();
  f.conversation->add_listener(mine);
  f.conversation->add_listener(other);
  f.take("a", "when are you open?");
  CHECK(other->news == 0);
  f.store->settle(Store::Saved::kDurable);
  CHECK(other->news == 1);
  f.host->erase(*f.conversation, [](bool done) { CHECK(done); });
  CHECK(other->news == 2);
  CHECK(f.take("b", "hello").status == Turn::Status::kErased);
  CHECK_FALSE(open(*f.host, to_text(f.conversation->token())).resumed);
}

TEST_CASE("a conversation that cannot be read is not taken for a new one") {
  Fixture f;
  f.store->readable = false;
  CHECK_FALSE(open(*f.host, "0123456789abcdef0123456789abcdef").conversation);
  f.store->readable = true;
  const auto opened = open(*f.host, "0123456789abcdef0123456789abcdef");
  REQUIRE(opened.conversation);
  CHECK_FALSE(opened.resumed);
}

TEST_CASE("after a restart a conversation goes on where it was") {
  const ScratchFolder folder;
  std::string token;
  const auto host = [&] { return Host(sites(), {}, SqliteStore::open(folder.file()).store); };
  const auto say = [](Conversation& conversation, std::string id, std::string text) {
    std::promise<Turn> later;
    const auto turn = conversation.take({.id = std::move(id), .text = std::move(text)}, render,
                                        [&](Turn one) { later.set_value(std::move(one)); });
    return turn.status == Turn::Status::kPending ? later.get_future().get() : turn;
  };
  {
    auto first = host();
    const auto conversation = open(first).conversation;
    token = to_text(conversation->token());
    for (int i = 1; i <= 40; ++i)
      CHECK(say(*conversation, "m" + std::to_string(i), "when are you open?").status ==
            Turn::Status::kAnswered);
  }
  CHECK(folder.bytes().find(token) == std::string::npos);
  auto second = host();
  const auto opened = open(second, token);
  REQUIRE(opened.resumed);
  CHECK(opened.conversation->last_seq() == 40);
  CHECK(opened.conversation->replies_after(35).size() == 5);
  CHECK(opened.conversation->replies_after(0).size() == 32);
  const auto again = say(*opened.conversation, "m40", "");
  CHECK(again.status == Turn::Status::kRepeated);
  CHECK(*again.reply.text == "From nine.");
  CHECK(say(*opened.conversation, "m41", "what does it cost?").reply.seq == 41);
  CHECK_FALSE(open(second, "0123456789abcdef0123456789abcdef").resumed);
}

TEST_CASE("a judged reply is counted once, under the rule that answered") {
  Fixture f;
  f.take("a", "when are you open?");
  f.store->settle(Store::Saved::kDurable);
  CHECK(f.conversation->rate(1, true));
  CHECK(f.conversation->rate(1, false));
  CHECK_FALSE(f.conversation->rate(2, true));
  const auto found = notes(*f.store, "east");
  REQUIRE(found.size() == 1);
  CHECK(found[0].subject == "hours");
  CHECK(found[0].detail == "helpful");
}
