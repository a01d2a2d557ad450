#include "adapters/host/host.h"

#include <algorithm>
#include <utility>

#include "adapters/store/memory_store.h"

namespace verbatim {
namespace {

constexpr std::chrono::minutes kExpireEvery{1};

// Orders by who gives way first: those in which nothing was said, then the longest idle.
bool gives_way_before(const Conversation& a, const Conversation& b) {
  return std::pair(a.has_turns(), a.last_used()) < std::pair(b.has_turns(), b.last_used());
}

}  // namespace

Host::Host(std::vector<LoadedSite> sites, HostOptions options, std::unique_ptr<Store> store)
    : options_(options),
      store_(store ? std::move(store) : std::make_unique<MemoryStore>()),
      home_{.limits = options_.turn,
            .store = *store_,
            .recent_words = recent_words_,
            .observer = options_.observer} {
  for (auto& site : sites) {
    auto name = site.name;
    sites_.try_emplace(std::move(name), std::move(site));
  }
}

Host::~Host() { store_.reset(); }

bool Host::publish(LoadedSite loaded) {
  const auto found = sites_.find(loaded.name);
  return found != sites_.end() && found->second.publish(std::move(loaded));
}

const Site* Host::find_site(std::string_view name) const {
  const auto found = sites_.find(name);
  return found == sites_.end() ? nullptr : &found->second;
}

std::optional<Host::Opened> Host::open(const Site& site, std::string_view session, std::string_view locale,
                                       OnOpened later) {
  const auto token = token_from_text(session);
  if (!token) return add_new(site, locale);
  auto known = find(site, *token);
  if (!store_->durable()) return known ? Opened{std::move(known), true} : add_new(site, locale);
  store_->load(std::string(session), options_.turn.remembered_replies,
               [this, &site, token = *token, known = std::move(known), locale = std::string(locale),
                later = std::move(later)](bool readable, std::optional<KeptConversation> kept) {
                 if (kept && kept->site != site.name()) kept.reset();
                 later(known ? open_known(known, readable, std::move(kept), locale)
                             : open_kept(site, token, readable, std::move(kept), locale));
               });
  return std::nullopt;
}

// In memory already; another server on the same store may have gone on with it.
Host::Opened Host::open_known(const std::shared_ptr<Conversation>& known, bool readable,
                              std::optional<KeptConversation> kept, std::string_view locale) {
  if (readable) known->refresh(std::move(kept));
  if (known->erased()) return add_new(known->site(), locale);
  return {known, true};
}

Host::Opened Host::open_kept(const Site& site, const Token& token, bool readable,
                             std::optional<KeptConversation> kept, std::string_view locale) {
  if (!readable) return {};
  if (!kept) return add_new(site, locale);
  return add(std::make_shared<Conversation>(token, site, home_, std::move(*kept)), true);
}

void Host::erase(Conversation& conversation, std::function<void(bool)> done) {
  const auto stays = conversation.shared_from_this();
  {
    auto& shard = shard_of(conversation.token());
    const std::lock_guard lock(shard.mutex);
    shard.conversations.erase(conversation.token());
  }
  conversation.erase(std::move(done));
}

std::size_t Host::conversations() const {
  std::size_t count = 0;
  for (const auto& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    count += shard.conversations.size();
  }
  return count;
}

void Host::expire(Clock::time_point now) {
  for (auto& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    expire(shard, now);
  }
}

std::shared_ptr<Conversation> Host::find(const Site& site, const Token& token) {
  auto& shard = shard_of(token);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.conversations.find(token);
  if (found == shard.conversations.end() || &found->second->site() != &site) return nullptr;
  if (Clock::now() - found->second->last_used() > site.retention()) return nullptr;
  found->second->touch();
  return found->second;
}

Host::Opened Host::add_new(const Site& site, std::string_view locale) {
  return add(std::make_shared<Conversation>(new_token(), site, home_, std::string(locale)), false);
}

// Two connections may have asked the store for the same conversation: the first to come stays.
Host::Opened Host::add(std::shared_ptr<Conversation> conversation, bool resumed) {
  auto& shard = shard_of(conversation->token());
  const std::lock_guard lock(shard.mutex);
  if (const auto now = Clock::now(); now - shard.expired_at > kExpireEvery) expire(shard, now);
  make_room(shard);
  const auto token = conversation->token();
  return {shard.conversations.emplace(token, std::move(conversation)).first->second, resumed};
}

void Host::expire(Shard& shard, Clock::time_point now) {
  shard.expired_at = now;
  std::erase_if(shard.conversations, [&](const auto& entry) {
    return now - entry.second->last_used() > entry.second->site().retention();
  });
}

// A conversation that somebody holds stays: loaded again it would be there twice.
void Host::make_room(Shard& shard) const {
  auto& all = shard.conversations;
  if (all.size() < std::max<std::size_t>(1, options_.max_conversations / kShards)) return;
  auto goes = all.end();
  for (auto one = all.begin(); one != all.end(); ++one)
    if (one->second.use_count() == 1 && (goes == all.end() || gives_way_before(*one->second, *goes->second)))
      goes = one;
  if (goes != all.end()) all.erase(goes);
}

}  // namespace verbatim
