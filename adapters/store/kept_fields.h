// Puts a kept conversation into bytes and reads them back: each field is its length and its bytes.
#ifndef VERBATIM_ADAPTERS_STORE_KEPT_FIELDS_H_
#define VERBATIM_ADAPTERS_STORE_KEPT_FIELDS_H_

#include <optional>
#include <string>
#include <string_view>

#include "adapters/store/store.h"

namespace verbatim {

// Session and replies; of the replies' texts only the keys.
std::string pack(const KeptConversation& conversation);

// Site, seq and expiry stand in columns of their own and are left as they are; texts are null.
// Nothing when the bytes are not what pack() wrote.
std::optional<KeptConversation> unpack(std::string_view bytes);

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_STORE_KEPT_FIELDS_H_
