// A rehearsal: an account with made-up secrets, and a message signed as its platform would sign it.
#ifndef VERBATIM_ADAPTERS_MESSAGING_REHEARSAL_H_
#define VERBATIM_ADAPTERS_MESSAGING_REHEARSAL_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/messaging/account.h"
#include "adapters/messaging/web.h"

namespace verbatim::messaging {

// REQUIRES: find_channel(channel).  Calls go to `api_base`.
Account rehearsal_account(std::string_view channel, std::string_view site, std::string_view api_base);

// The request to the account's address that says `text` from a person, at `now`.
Call rehearsal_message(const Account& account, std::string_view text, std::int64_t now);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_REHEARSAL_H_
