// An HTTP connection reads requests one after another, has them answered, and may become a WebSocket.
#ifndef VERBATIM_ADAPTERS_WEB_HTTP_CONNECTION_H_
#define VERBATIM_ADAPTERS_WEB_HTTP_CONNECTION_H_

#include "adapters/web/descriptor.h"
#include "adapters/web/slot.h"
#include "adapters/web/worker.h"

namespace verbatim::web {

// Serves an accepted socket until it ends.  On the worker's thread.
void start_http(Worker& worker, Descriptor socket, Slot slot);

}  // namespace verbatim::web

#endif  // VERBATIM_ADAPTERS_WEB_HTTP_CONNECTION_H_
