// Sender makes the calls that wait in the ledger: in order within a conversation, with patience, never twice.
//
// A conversation has one call under way.  The next begins when the platform has answered; a refusal that
// passes is tried again after a pause that grows, or that the platform asked for.  When nobody can know
// whether a call arrived, it is made again only where the platform knows a repetition.
#ifndef VERBATIM_ADAPTERS_MESSAGING_SENDER_H_
#define VERBATIM_ADAPTERS_MESSAGING_SENDER_H_

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/messaging/channel.h"
#include "adapters/messaging/figures.h"
#include "adapters/messaging/ledger.h"
#include "adapters/messaging/route.h"

namespace verbatim::messaging {

struct SenderOptions {
  std::chrono::milliseconds timeout{10'000};   // for one call
  std::chrono::milliseconds first_pause{500};  // after the first try; doubles, and is drawn at random below
  std::chrono::milliseconds longest_pause{60'000};
  std::chrono::seconds patience{600};  // an answer that is later than this helps nobody
};

class Sender {
 public:
  using Clock = std::chrono::steady_clock;

  // The account of this path, or null.
  using FindAccount = std::function<const Account*(const std::string& path)>;

  // All arguments outlive the sender.
  Sender(WebClient& client, Route& route, Ledger& ledger, Figures& figures, FindAccount find,
         SenderOptions options = {});

  // Takes up what the ledger still holds.  Call it once, before add().
  void resume();

  // From any thread: makes these calls, which the ledger holds, after those that were added before.
  void add(std::vector<Outgoing> calls);

  // Whether nothing of the conversation waits or is under way.
  bool is_idle(const std::string& conversation) const;

  // Waits until everything has been sent; false when that takes longer.
  bool drain(std::chrono::milliseconds limit);

 private:
  // A bucket that holds `burst` calls and fills over time.
  struct Bucket {
    double left = 0;
    Clock::time_point at = {};
    bool begun = false;
  };
  struct Lane {
    std::deque<Outgoing> calls = {};
    bool busy = false;  // a call is under way, or a pause is
    int tries = 0;      // of the first call
    Bucket bucket = {};
    Clock::time_point first_try = {};
  };

  static Clock::duration wait_for(Bucket& bucket, double per_second, double burst, Clock::time_point now);
  void enter(Outgoing call);
  void go_on(const std::string& conversation);
  void begin(const std::string& conversation, Lane& lane, const Account& account);
  void on_result(const std::string& conversation, const WebResult& result);
  Outcome judge(const Outgoing& call, const WebResult& result) const;
  void pause(const std::string& conversation, Lane& lane, Clock::duration least);
  void finish(const std::string& conversation, Ending ending);
  Clock::duration back_off(int tries);

  WebClient& client_;
  Route& route_;
  Ledger& ledger_;
  Figures& figures_;
  const FindAccount find_;
  const SenderOptions options_;

  // State below belongs to the client's thread.
  std::unordered_map<std::string, Lane> lanes_;
  std::map<std::string, Bucket> accounts_;
  std::mt19937_64 random_{std::random_device{}()};

  // State below is protected by mutex_.
  mutable std::mutex mutex_;
  std::condition_variable emptied_;
  std::unordered_map<std::string, std::size_t> pending_;  // calls of each conversation
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_SENDER_H_
