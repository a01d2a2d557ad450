// A WebSocket connection completes the handshake and carries messages between a client and an Endpoint.
#ifndef VERBATIM_ADAPTERS_WEB_WEBSOCKET_CONNECTION_H_
#define VERBATIM_ADAPTERS_WEB_WEBSOCKET_CONNECTION_H_

#include "adapters/web/worker.h"

namespace verbatim::web {

struct Upgrade;

// Answers the handshake of an admitted client and serves it until it ends.  On the worker's thread.
void start_websocket(Worker& worker, Upgrade&& upgrade);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_WEBSOCKET_CONNECTION_H_
