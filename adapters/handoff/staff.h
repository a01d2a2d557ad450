// Staff: whom clinics can name in "handoff", and how they are told.  Read from the server's configuration.
//
//   { "front_desk": { "kind": "slack", "url": { "env": "SLACK_HOOK" } },
//     "crm": { "kind": "webhook", "url": "https://crm.example.com/in", "secret": { "file": "/run/secrets/crm"
//     } }, "nurse": { "kind": "email", "to": "nurse@example.com", "from": "chat@example.com" } }
#ifndef VERBATIM_ADAPTERS_HANDOFF_STAFF_H_
#define VERBATIM_ADAPTERS_HANDOFF_STAFF_H_

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "adapters/messaging/account.h"

namespace verbatim::handoff {

// One of them as an Account: `channel` is the kind, `path` the name; "url" and "secret" are its secrets.
using Staff = messaging::Account;

struct StaffResult {
  std::vector<Staff> staff = {};
  std::vector<std::string> errors = {};  // "/front_desk/url: …", each with what to do; empty: all is well
};

// Reads environment variables and files that the object names.
StaffResult read_staff(const nlohmann::json& object);

}  // namespace verbatim::handoff

#endif  // VERBATIM_ADAPTERS_HANDOFF_STAFF_H_
