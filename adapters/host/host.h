// Host holds the sites and their conversations.
//
// Opening or resuming a conversation looks it up in a registry of several shards, and then in the store;
// after that a connection holds its conversation, and a message takes no lock that another conversation
// could hold.
#ifndef VERBATIM_ADAPTERS_HOST_HOST_H_
#define VERBATIM_ADAPTERS_HOST_HOST_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/host/conversation.h"
#include "adapters/host/handoff.h"
#include "adapters/host/recent_words.h"
#include "adapters/host/site_loader.h"

namespace verbatim {

struct HostOptions {
  // In memory, besides those that somebody is connected to: the longest idle one gives way to a new one.
  std::size_t max_conversations = 20'000;
  TurnLimits turn = {};
  TurnObserver* observer = nullptr;  // outlives the host
};

// Any thread may call any function.
class Host {
 public:
  using Clock = Conversation::Clock;
  using Sites = std::map<std::string, Site, std::less<>>;

  // REQUIRES: every site has a rulebook.  Without a store everything is kept in memory.
  explicit Host(std::vector<LoadedSite> sites, HostOptions options = {},
                std::unique_ptr<Store> store = nullptr);
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  const Sites& sites() const { return sites_; }

  // The site of this name, or null.  Lives as long as the host.
  const Site* find_site(std::string_view name) const;

  // Site::publish() of the site of that name; false when there is none.
  bool publish(LoadedSite loaded);

  struct Opened {
    std::shared_ptr<Conversation> conversation;  // null when the store cannot be read: try again later
    bool resumed = false;
  };
  using OnOpened = std::function<void(Opened)>;

  // Resumes the conversation of this site that `session` names, or opens a new one when it is empty,
  // unknown, expired or another site's.  `locale` is for a new one.  Nothing is returned when the store
  // has to be asked: then `later` is called once, from a thread of the store.
  // A conversation must not outlive the host.
  std::optional<Opened> open(const Site& site, std::string_view session, std::string_view locale,
                             OnOpened later);

  // Conversation::erase(), and forgets it here.
  void erase(Conversation& conversation, std::function<void(bool)> done);

  Store& store() const { return *store_; }
  TurnObserver* observer() const { return options_.observer; }

  // Who tells staff; null for nobody.  It outlives the host's conversations.
  // REQUIRES: no turn was taken yet.
  void set_desk(HandoffDesk* desk) { home_.desk = desk; }
  HandoffDesk* desk() const { return home_.desk; }
  RecentWords& recent_words() const { return recent_words_; }

  std::size_t conversations() const;

  // Forgets what has been idle for longer than its site says at `now`.  open() does so now and then.
  void expire(Clock::time_point now);

 private:
  static constexpr std::size_t kShards = 16;

  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<Token, std::shared_ptr<Conversation>, TokenHash> conversations;
    Clock::time_point expired_at = Clock::now();
  };

  Shard& shard_of(const Token& token) { return shards_[token.words[1] % kShards]; }
  std::shared_ptr<Conversation> find(const Site& site, const Token& token);
  Opened open_known(const std::shared_ptr<Conversation>& known, bool readable,
                    std::optional<KeptConversation> kept, std::string_view locale);
  Opened open_kept(const Site& site, const Token& token, bool readable, std::optional<KeptConversation> kept,
                   std::string_view locale);
  Opened add(std::shared_ptr<Conversation> conversation, bool resumed);
  Opened add_new(const Site& site, std::string_view locale);
  static void expire(Shard& shard, Clock::time_point now);
  void make_room(Shard& shard) const;

  const HostOptions options_;
  Sites sites_;
  mutable RecentWords recent_words_;
  std::array<Shard, kShards> shards_;
  std::unique_ptr<Store> store_;  // its threads use all of the above: it goes first
  ConversationHome home_;
};

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_HOST_HOST_H_
