// A Gate says who a client is, and whether its address asks for too much.
#ifndef VERBATIM_ADAPTERS_WEB_GATE_H_
#define VERBATIM_ADAPTERS_WEB_GATE_H_

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "adapters/host/token_bucket.h"
#include "adapters/web/application.h"

namespace verbatim::web {

struct GateOptions {
  // Addresses ("203.0.113.7") and networks ("10.0.0.0/8") whose word on the client's address is believed.
  std::vector<std::string> trusted_proxies = {"127.0.0.0/8", "::1"};
  RateLimit requests{.per_second = 20, .burst = 200};  // and handshakes, of one address
};

// Any thread may call any function.
class Gate {
 public:
  explicit Gate(GateOptions options);
  ~Gate();

  // What is wrong with trusted_proxies, one sentence; empty when nothing is.
  const std::string& error() const { return error_; }

  // Who asks: of a trusted proxy the nearest address in Forwarded or X-Forwarded-For that is none itself.
  // Empty when a trusted proxy asks and names nobody: the machine itself, which is not limited.
  std::string client_of(std::string_view peer, const std::vector<Header>& headers) const;

  // Whether this client may ask now.  An IPv6 client counts as its /64 network, which one household has.
  bool admit(const std::string& client, std::chrono::steady_clock::time_point now);

 private:
  struct Network;
  static constexpr std::size_t kShards = 16;
  static constexpr std::size_t kMostAddresses = 4096;  // of one shard; then those that are not limited go

  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, TokenBucket> buckets;  // protected by mutex
  };

  bool is_trusted(std::string_view address) const;

  const GateOptions options_;
  std::vector<Network> trusted_;
  std::string error_;
  std::array<Shard, kShards> shards_;
};

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_GATE_H_
