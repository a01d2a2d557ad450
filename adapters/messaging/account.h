// Account is our side of one channel: a bot, a phone number, a page, with its secrets.
#ifndef VERBATIM_ADAPTERS_MESSAGING_ACCOUNT_H_
#define VERBATIM_ADAPTERS_MESSAGING_ACCOUNT_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace verbatim::messaging {

struct Account {
  std::string channel = {};     // "telegram"
  std::string name = {};        // for people and logs; Telegram's bot
  std::string site = {};        // whose rules answer
  std::string path = {};        // where the platform's requests arrive
  std::string public_url = {};  // the same as the world sees it: https://bot.example.com/hooks/telegram
  std::string api_base = {};    // where calls go
  // By name; a secret may have two values while one takes the place of the other.  Never empty strings.
  std::map<std::string, std::vector<std::string>, std::less<>> secrets = {};
  std::map<std::string, std::string, std::less<>> settings = {};
  bool reply_in_response = false;
  bool polls = false;                  // asks the platform for messages instead of being called
  std::chrono::seconds max_age{3600};  // older messages are kept and not answered; 0 for no limit

  // The first value of a secret or setting; empty when there is none.
  std::string_view secret(std::string_view key) const {
    const auto found = secrets.find(key);
    return found == secrets.end() || found->second.empty() ? std::string_view{} : found->second.front();
  }
  std::string_view setting(std::string_view key) const {
    const auto found = settings.find(key);
    return found == settings.end() ? std::string_view{} : std::string_view(found->second);
  }

  // Whether `fits` is true of a value of the secret.  Tries all of them, so that time tells nothing.
  template <class Fits>
  bool any_secret(std::string_view key, Fits fits) const {
    const auto found = secrets.find(key);
    if (found == secrets.end()) return false;
    bool any = false;
    for (const auto& value : found->second) any |= fits(std::string_view(value));
    return any;
  }
};

// What the configuration of a channel's account holds.
struct AccountNeeds {
  std::vector<std::string_view> inbound = {};   // secrets without which no request can be checked
  std::vector<std::string_view> outbound = {};  // secrets without which nothing can be sent
  std::vector<std::string_view> settings = {};  // that must be there
  std::vector<std::string_view> optional = {};  // that may be there
  std::string_view api_base = {};               // of the platform itself
  bool replies_in_response = false;             // it can: outgoing calls may be left out
  bool needs_public_url = false;                // the signature covers it
};

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_ACCOUNT_H_
