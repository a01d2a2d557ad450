// The routes of a conversation over plain HTTP, for clients without WebSocket.
//
// Each may have to wait for the store, so the reply is given to `respond`: in the call, or later.
#ifndef VERBATIM_ADAPTERS_WEB_POSTED_H_
#define VERBATIM_ADAPTERS_WEB_POSTED_H_

#include <string_view>

#include "adapters/host/host.h"
#include "adapters/web/application.h"
#include "adapters/web/protocol.h"

namespace verbatim::web {

// POST /v1/{site}/messages: a turn.
void post_message(Host& host, const Site& site, const HttpRequest& request, Respond respond);

// GET /v1/{site}/replies?after=SEQ: the replies that are kept, for "Authorization: Bearer <session>".
void get_replies(Host& host, const Site& site, const HttpRequest& request, Respond respond);

// DELETE /v1/{site}/session: erases the conversation of "Authorization: Bearer <session>".
void delete_session(Host& host, const Site& site, const HttpRequest& request, Respond respond);

// GET /v1/{site}: who the clinic is, greeting and first choices.
HttpReply get_site(const Site& site, const HttpRequest& request);

HttpReply error_reply(const ProtocolError& error);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_POSTED_H_
