// The little cryptography that webhooks need: digests, their spellings, and comparing without a clue.
#ifndef VERBATIM_ADAPTERS_MESSAGING_CRYPTO_H_
#define VERBATIM_ADAPTERS_MESSAGING_CRYPTO_H_

#include <string>
#include <string_view>

namespace verbatim::messaging {

// Raw bytes.
std::string hmac_sha256(std::string_view key, std::string_view data);
std::string hmac_sha1(std::string_view key, std::string_view data);
std::string sha256(std::string_view data);

std::string to_hex(std::string_view bytes);     // lower case
std::string to_base64(std::string_view bytes);  // with padding

// Whether both are the same, in a time that depends on the length of `given` alone.
bool same_secret(std::string_view given, std::string_view expected);

// A version 4 UUID made of the digest of `name`: the same for the same name.
std::string uuid_of(std::string_view name);

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_CRYPTO_H_
