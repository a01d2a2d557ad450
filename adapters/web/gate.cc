#include "adapters/web/gate.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <functional>
#include <optional>
#include <utility>

namespace verbatim::web {
namespace {

using Address = std::array<unsigned char, 16>;  // IPv4 as ::ffff:a.b.c.d

constexpr unsigned kMappedBits = 96;

std::optional<Address> address_of(std::string_view text) {
  if (text.starts_with('[')) text = text.substr(1, text.find(']') - 1);
  const std::string name(text.substr(0, text.find('%')));
  Address address{};
  if (::inet_pton(AF_INET6, name.c_str(), address.data()) == 1) return address;
  address = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (::inet_pton(AF_INET, name.c_str(), address.data() + 12) == 1) return address;
  return std::nullopt;
}

bool is_v4(const Address& address) {
  static constexpr Address kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  return std::equal(address.begin(), address.begin() + 12, kMapped.begin());
}

bool same_bits(const Address& a, const Address& b, unsigned bits) {
  const auto whole = bits / 8;
  if (std::memcmp(a.data(), b.data(), whole) != 0) return false;
  const auto mask = static_cast<unsigned char>(0xff00 >> bits % 8);
  return bits % 8 == 0 || ((a[whole] ^ b[whole]) & mask) == 0;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '"'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '"'))
    text.remove_suffix(1);
  return text;
}

// "203.0.113.7:4711" and "[2001:db8::1]:4711" without their port.
std::string_view without_port(std::string_view text) {
  if (text.starts_with('[')) return text.substr(1, text.find(']') - 1);
  const auto colon = text.find(':');
  return colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos
             ? text.substr(0, colon)
             : text;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

// The address that a part of Forwarded (RFC 7239) names: for=…
std::string_view for_of(std::string_view part) {
  while (!part.empty()) {
    const auto end = std::min(part.find(';'), part.size());
    const auto pair = trimmed(part.substr(0, end));
    if (pair.size() > 4 && same_name(pair.substr(0, 4), "for=")) return without_port(trimmed(pair.substr(4)));
    part.remove_prefix(std::min(part.size(), end + 1));
  }
  return {};
}

// Those that proxies have named, the nearest last.
std::vector<std::string_view> forwarded_for(const std::vector<Header>& headers) {
  std::vector<std::string_view> all;
  for (const auto& [name, value] : headers) {
    const bool standard = same_name(name, "Forwarded");
    if (!standard && !same_name(name, "X-Forwarded-For")) continue;
    for (auto rest = value; !rest.empty();) {
      const auto comma = std::min(rest.find(','), rest.size());
      const auto part = trimmed(rest.substr(0, comma));
      all.push_back(standard ? for_of(part) : without_port(part));
      rest.remove_prefix(std::min(rest.size(), comma + 1));
    }
  }
  return all;
}

}  // namespace

struct Gate::Network {
  Address address;
  unsigned bits;

  static std::optional<Network> read(std::string_view text) {
    const auto slash = text.find('/');
    const auto address = address_of(text.substr(0, slash));
    if (!address) return std::nullopt;
    const unsigned most = is_v4(*address) ? 32 : 128;
    unsigned bits = most;
    if (slash != std::string_view::npos) {
      const auto digits = text.substr(slash + 1);
      const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
      if (wrong != std::errc{} || end != digits.data() + digits.size() || bits > most) return std::nullopt;
    }
    return Network{*address, bits + (is_v4(*address) ? kMappedBits : 0)};
  }
};

Gate::Gate(GateOptions options) : options_(std::move(options)) {
  for (const auto& text : options_.trusted_proxies) {
    if (const auto network = Network::read(text)) {
      trusted_.push_back(*network);
    } else if (error_.empty()) {
      error_ = "\"" + text + "\" in trusted_proxies is no address: write for example 10.0.0.0/8";
    }
  }
}

Gate::~Gate() = default;

bool Gate::is_trusted(std::string_view text) const {
  const auto address = address_of(text);
  return address && std::ranges::any_of(trusted_, [&](const Network& network) {
           return same_bits(network.address, *address, network.bits);
         });
}

std::string Gate::client_of(std::string_view peer, const std::vector<Header>& headers) const {
  if (!is_trusted(peer)) return std::string(peer);
  const auto named = forwarded_for(headers);
  for (auto one = named.rbegin(); one != named.rend(); ++one)
    if (!is_trusted(*one)) return std::string(*one);
  return {};
}

bool Gate::admit(const std::string& client, std::chrono::steady_clock::time_point now) {
  if (client.empty() || options_.requests.per_second <= 0) return true;
  auto key = client.substr(0, 64);
  if (const auto address = address_of(client))
    key.assign(reinterpret_cast<const char*>(address->data()), is_v4(*address) ? 16 : 8);
  auto& shard = shards_[std::hash<std::string>{}(key) % kShards];
  const std::lock_guard lock(shard.mutex);
  if (shard.buckets.size() >= kMostAddresses) {
    std::erase_if(shard.buckets, [&](const auto& one) { return one.second.is_full(options_.requests, now); });
    if (shard.buckets.size() >= kMostAddresses) shard.buckets.clear();  // a flood of addresses: begin anew
  }
  const auto bucket = shard.buckets.try_emplace(std::move(key), options_.requests, now).first;
  return bucket->second.take(options_.requests, now);
}

}  // namespace verbatim::web
