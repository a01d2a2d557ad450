#include "adapters/host/host.h"

#include <algorithm>
#include <utility>

namespace verbatim {
namespace {

constexpr std::chrono::minutes kExpireEvery{1};

// Orders by who gives way first: those in which nothing was said, then the longest idle.
bool gives_way_before(const Conversation& a, const Conversation& b) {
  return std::pair(a.has_turns(), a.last_used()) < std::pair(b.has_turns(), b.last_used());
}

}  // namespace

Host::Host(std::vector<LoadedSite> sites, HostOptions options) : options_(options) {
  for (auto& site : sites) {
    auto name = site.name;
    sites_.try_emplace(std::move(name), std::move(site));
  }
}

bool Host::publish(LoadedSite loaded) {
  const auto found = sites_.find(loaded.name);
  return found != sites_.end() && found->second.publish(std::move(loaded));
}

const Site* Host::find_site(std::string_view name) const {
  const auto found = sites_.find(name);
  return found == sites_.end() ? nullptr : &found->second;
}

Host::Opened Host::open(const Site& site, std::string_view session, std::string_view locale) {
  if (auto known = find(site, session)) return {std::move(known), true};
  return {add(site, locale), false};
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

std::shared_ptr<Conversation> Host::find(const Site& site, std::string_view session) {
  const auto token = token_from_text(session);
  if (!token) return nullptr;
  auto& shard = shard_of(*token);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.conversations.find(*token);
  if (found == shard.conversations.end() || &found->second->site() != &site) return nullptr;
  if (Clock::now() - found->second->last_used() > options_.idle_expiry) return nullptr;
  found->second->touch();
  return found->second;
}

std::shared_ptr<Conversation> Host::add(const Site& site, std::string_view locale) {
  auto conversation = std::make_shared<Conversation>(new_token(), site, options_.turn, std::string(locale));
  auto& shard = shard_of(conversation->token());
  const std::lock_guard lock(shard.mutex);
  if (const auto now = Clock::now(); now - shard.expired_at > kExpireEvery) expire(shard, now);
  make_room(shard);
  shard.conversations.emplace(conversation->token(), conversation);
  return conversation;
}

void Host::expire(Shard& shard, Clock::time_point now) const {
  shard.expired_at = now;
  std::erase_if(shard.conversations,
                [&](const auto& entry) { return now - entry.second->last_used() > options_.idle_expiry; });
}

void Host::make_room(Shard& shard) const {
  auto& all = shard.conversations;
  if (all.size() < std::max<std::size_t>(1, options_.max_conversations / kShards)) return;
  all.erase(std::min_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return gives_way_before(*a.second, *b.second);
  }));
}

}  // namespace verbatim
