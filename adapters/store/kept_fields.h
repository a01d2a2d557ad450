// Puts a kept reply into bytes and reads it back: each field is its length and its bytes.
#ifndef VERBATIM_ADAPTERS_STORE_KEPT_FIELDS_H_
#define VERBATIM_ADAPTERS_STORE_KEPT_FIELDS_H_

#include <optional>
#include <string>
#include <string_view>

#include "adapters/store/store.h"

namespace verbatim {

// All but the number, which has a column of its own; of the text only the key.
std::string pack(const KeptReply& reply);

// Nothing when the bytes are not what pack() wrote.
std::optional<KeptReply> unpack(std::string_view bytes);

}  // namespace verbatim

#endif  // VERBATIM_ADAPTERS_STORE_KEPT_FIELDS_H_
