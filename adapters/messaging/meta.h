// What WhatsApp, Messenger and Instagram share: the handshake, the signature, the errors of the Graph API.
#ifndef VERBATIM_ADAPTERS_MESSAGING_META_H_
#define VERBATIM_ADAPTERS_MESSAGING_META_H_

#include <cstdint>

#include "adapters/messaging/channel.h"

namespace verbatim::messaging {

// A GET with the verify token, or a body signed with the app secret.  The two are different values, and
// the verify token is never a key.
bool meta_verify(const WebRequest& request, const Account& account);

// A wrong handshake is answered with 403, a wrong signature with 401.
int meta_refusal_status(const WebRequest& request);

// The answer to a handshake: the challenge alone, as plain text.
Received meta_handshake(const WebRequest& request);

// The page token as a header: addresses are logged on the way, headers are not.
void meta_authorise(Call& call, const Account& account);

Outcome meta_classify(const WebAnswer& answer, Outcome plain);

// "Meta for Developers: …" for the setup of a product.
std::string meta_setup(const Account& account, std::string_view fields);

// The version of the Graph API, as in "/v23.0/me/messages".
inline constexpr std::string_view kGraphVersion = "v23.0";

}  // namespace verbatim::messaging

#endif  // VERBATIM_ADAPTERS_MESSAGING_META_H_
